/// A managed service provider: the owner of credentials, settings, rules and customers.
public struct Partner: Hashable, Sendable, Identifiable {
    /// What the partner's ConnectWise is; shown on every screen.
    public enum Mode: String, Sendable, Codable, CaseIterable {
        /// A real ConnectWise, or the stand-in that comes with the program.
        case live, sandbox
    }

    /// The row number.
    public let id: RowID<Partner>
    /// The name, 1 to 100 characters, unique in a store.
    public var name: String
    /// Live or sandbox.
    public var mode: Mode
    /// Why pushes are held, when they are (product.md 3); nil while the circuit is closed.
    public var circuit: OpenCircuit?

    /// Makes a partner.
    public init(id: RowID<Partner>, name: String, mode: Mode, circuit: OpenCircuit? = nil) {
        self.id = id
        self.name = name
        self.mode = mode
        self.circuit = circuit
    }

    /// Why this cannot be the name of a partner, in one sentence; nil when it can.
    public static func refusal(ofName name: String) -> String? {
        (1...100).contains(name.unicodeScalars.count) && !name.allSatisfy(\.isWhitespace)
            ? nil : "The name of a partner has 1 to 100 characters."
    }
}

/// Why and since when a partner's pushes are held.
public struct OpenCircuit: Hashable, Sendable {
    /// The cause, and the moment the circuit opened.
    public let failure: Failure, since: Timestamp

    /// Makes the record of an open circuit.
    public init(failure: Failure, since: Timestamp) {
        self.failure = failure
        self.since = since
    }
}

/// Who does something: the name that the audit trail keeps.
public struct Operator: Hashable, Sendable {
    /// The operating-system user, or `engine` for the engine's own acts.
    public let name: String

    /// Names an operator.
    public init(_ name: String) { self.name = name }

    /// The engine itself.
    public static let engine = Operator("engine")
}

/// Where a partner's ConnectWise is and how to sign in, without the private key.
public struct ConnectWiseSite: Hashable, Sendable, Codable {
    /// The *ConnectWise PSA* check box; off means that nothing is pushed.
    public var isOn = true
    /// `https://` and the host, without a path, like `https://api-na.myconnectwise.net`.
    public var url = ""
    /// The login company.
    public var company = ""
    /// The public API key.
    public var publicKey = ""
    /// The `clientId` header, a GUID.
    public var clientID = ""
    /// The management solution name, at most 30 characters.
    public var solution = ""
    /// A PEM bundle that replaces the system's authorities; empty means the system's.
    public var certificateAuthorityPEM = ""
    /// The pinned model version (contract section 2).
    public var apiVersion = "2025.16"
    /// The host outside ConnectWise's cloud that the operator confirmed; empty means none.
    public var confirmedHost = ""
    /// *Integrator Login username*: only while the REST keys are not both saved (product.md 3).
    public var legacyUsername = ""

    /// Makes an empty site.
    public init() {}

    /// Why nothing can be pushed while a REST key is missing (product.md 3).
    public var missingKey: Failure {
        legacyUsername.isEmpty
            ? Failure(
                .credentialsIncomplete,
                "The public or the private API key is missing. Enter both: cwconsole"
                    + " credentials set, or Setup (9) in the console.")
            : Failure(.legacyCredentialsOnly)
    }
}

/// The partner's choices of product.md section 4; *bill this service* is in `CrossReference`.
public struct IntegrationSettings: Hashable, Sendable, Codable {
    /// Where backup statistics go (contract 8.8).
    public enum StatisticsTarget: String, Sendable, Codable, CaseIterable {
        /// Counters on the Managed ID entries, a Backup Stats configuration, or both.
        case counters, configuration, both
    }

    /// How bytes become GB.
    public enum GigabyteBase: String, Sendable, Codable, CaseIterable {
        /// 10^9 bytes, or 2^30 bytes.
        case decimal, binary
    }

    /// How a quantity in GB is rounded.
    public enum GigabyteRounding: String, Sendable, Codable, CaseIterable {
        /// To two decimals, up to the next whole GB, or to the nearest.
        case exact, up, nearest
    }

    /// What happens to the addition of a service that no longer has usage.
    public enum VanishedUsage: String, Sendable, Codable, CaseIterable {
        /// The quantity stays and a warning says so, or 0 is pushed.
        case leave, pushZero
    }

    /// Who decides that a quantity is pushed.
    public enum BillingMode: String, Sendable, Codable, CaseIterable {
        /// A manager approves first, or the engine pushes at once.
        case approveFirst, automatic
    }

    /// *Update Backup Statistics* and *Update Invoice Descriptions*.
    public var updatesStatistics = true, updatesInvoiceDescriptions = false
    /// The prefix of Managed IDs.
    public var managedIDPrefix = "EFS-"
    /// Where statistics go.
    public var statisticsTarget = StatisticsTarget.both
    /// What a GB is, and how fractions of one are billed.
    public var gigabyteBase = GigabyteBase.binary, gigabyteRounding = GigabyteRounding.exact
    /// Whether virtual machines count as servers, and whether trials are billed.
    public var countsVirtualMachinesAsServers = true, billsTrials = false
    /// What happens to a service that no longer has usage, and who decides about quantities.
    public var vanishedUsage = VanishedUsage.leave, billingMode = BillingMode.approveFirst
    /// A change of more than so many percent and so many units needs approval in any mode.
    public var guardPercent = 50, guardUnits = 10
    /// The synchronisation window in hours, 1 to 168.
    public var windowHours = 12
    /// Requests in any rolling minute, 1 to 1,000 (contract 7).
    public var requestsPerMinute = 800

    /// Makes the defaults of product.md section 4.
    public init() {}
}
