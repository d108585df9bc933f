/// Everything a partner configures, without secrets: what `settings export` writes.
public struct PartnerConfiguration: Hashable, Sendable {
    /// One customer's mapping, its links from sources, and its accounts' settings.
    public struct CustomerPart: Hashable, Sendable {
        /// The customer's number and name, and its company.
        public var number: Int64, name: String, company: NamedReference?
        /// Source customers that are linked to it, as (source, id), sorted.
        public var links: [Link]
        /// Accounts by id, only those whose settings are not the defaults.
        public var accounts: [String: AccountSettings]

        /// Makes a part.
        public init(
            number: Int64, name: String, company: NamedReference? = nil, links: [Link] = [],
            accounts: [String: AccountSettings] = [:]
        ) {
            self.number = number
            self.name = name
            self.company = company
            self.links = links
            self.accounts = accounts
        }
    }

    /// A source's name for a customer.
    public struct Link: Hashable, Sendable {
        /// The source, and its id of the customer.
        public var source: String, id: String

        /// Makes a link.
        public init(source: String, id: String) {
            self.source = source
            self.id = id
        }
    }

    /// The partner's name.
    public var name: String
    /// Credentials without secrets, and the settings.
    public var site: ConnectWiseSite, settings: IntegrationSettings
    /// Rules, in order; their numbers do not matter.
    public var rules: [NotificationRule]
    /// Cross-references.
    public var crossReferences: [CrossReference]
    /// Customers by number.
    public var customers: [CustomerPart]

    /// Makes a configuration.
    public init(
        name: String, site: ConnectWiseSite, settings: IntegrationSettings,
        rules: [NotificationRule], crossReferences: [CrossReference], customers: [CustomerPart]
    ) {
        self.name = name
        self.site = site
        self.settings = settings
        self.rules = rules
        self.crossReferences = crossReferences
        self.customers = customers
    }
}
