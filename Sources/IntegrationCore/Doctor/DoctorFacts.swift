/// What a partner has set up, as the doctor compares it with ConnectWise; holds no secret.
public struct DoctorFacts: Sendable {
    /// Credentials without the key, and the settings.
    public var site: ConnectWiseSite, settings: IntegrationSettings
    /// The notification rules.
    public var rules: [NotificationRule]
    /// The cross-references; nil when the store could not tell them.
    public var crossReferences: [CrossReference]?
    /// All customers, by number.
    public var customers: [Customer]
    /// Source customers whose events wait to be linked.
    public var waiting: [WaitingSourceCustomer]
    /// All accounts; nil when the store could not tell them.
    public var accounts: [Account]?
    /// What customers use by the latest snapshots; nil when the store could not tell it.
    public var usage: [CustomerUsage]?

    /// Makes facts.
    public init(
        site: ConnectWiseSite = ConnectWiseSite(),
        settings: IntegrationSettings = IntegrationSettings(), rules: [NotificationRule] = [],
        crossReferences: [CrossReference]? = nil, customers: [Customer] = [],
        waiting: [WaitingSourceCustomer] = [], accounts: [Account]? = nil,
        usage: [CustomerUsage]? = nil
    ) {
        self.site = site
        self.settings = settings
        self.rules = rules
        self.crossReferences = crossReferences
        self.customers = customers
        self.waiting = waiting
        self.accounts = accounts
        self.usage = usage
    }

    /// Reads the facts of a partner.
    ///
    /// What the store refuses to tell is nil, so that the checks without need of it still run.
    public init(of partner: RowID<Partner>, in ledger: any Ledger) async throws {
        self.init(
            site: try await ledger.site(partner).value,
            settings: try await ledger.settings(partner).value,
            rules: try await ledger.rules(partner),
            crossReferences: try? await ledger.crossReferences(partner).value,
            customers: try await Self.customers(of: partner, in: ledger),
            waiting: try await ledger.waitingSourceCustomers(partner),
            accounts: try? await Self.accounts(of: partner, in: ledger),
            usage: try? await ledger.usage(partner))
    }

    /// The services that are billed.
    var billed: [CrossReference]? { crossReferences?.filter(\.bills) }

    /// The Managed ID of a customer.
    func managedID(_ customer: Customer) -> ManagedID {
        ManagedID(prefix: settings.managedIDPrefix, number: customer.number)
    }

    private static func customers(
        of partner: RowID<Partner>, in ledger: any Ledger
    ) async throws -> [Customer] {
        var all: [Customer] = []
        while true {
            let page = try await ledger.customers(partner, after: all.last?.number, limit: 1_000)
            all += page.map(\.customer)
            if page.count < 1_000 { return all }
        }
    }

    private static func accounts(
        of partner: RowID<Partner>, in ledger: any Ledger
    ) async throws -> [Account] {
        var all: [Account] = []
        while true {
            let page = try await ledger.accounts(
                partner, customer: nil, after: all.last?.id, limit: 1_000)
            all += page
            if page.count < 1_000 { return all }
        }
    }
}
