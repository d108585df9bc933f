/// What the stand-in tenant holds when it starts.
public struct Tenant: Sendable, Hashable {
    /// The login company such as `trainingco`, and its name.
    public var companyID, companyName: String
    /// The code base, with its final slash.
    public var codeBase: String
    /// The version that responses carry such as `v2025.1`.
    public var version: String
    /// What company info says of the tenant; on premises the code base is `v4_6_release/`.
    public var isCloud: Bool
    /// The registered `clientId`.
    public var clientID: String
    /// The keys that open it; the first are the ones the sandbox shows.
    public var keys: [KeyPair]
    /// The service boards.
    public var boards: [Board]
    /// The priorities, most urgent first.
    public var priorities: [String]
    /// The products of the catalog.
    public var products: [Product]
    /// The client companies.
    public var companies: [Company]
    /// The name of the custom management solution; nil when it is not set up yet.
    public var managementSolution: String?
    /// `Custom`, or the type of solution it was set up as by mistake.
    public var solutionType = "Custom"
    /// The managed devices integration of the solution; nil when it is not set up yet.
    public var integration: Integration? = Integration()
    /// The integration's cross-references, in order.
    public var crossReferences: [CrossReference] = []
    /// Rights that every member's role lacks, as `SecurityRight` names them, like
    /// `Finance > Agreements, Inquire`; answered with 403 before anything of the request is read.
    public var missingRights: Set<String> = []

    /// A service board and its statuses.
    public struct Board: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its statuses in sort order; the first is the default.
        public var statuses: [Status]

        /// Makes a board.
        public init(_ name: String, statuses: [Status] = Status.usual) {
            self.name = name
            self.statuses = statuses
        }
    }

    /// A status of one board.
    public struct Status: Sendable, Hashable {
        /// Its name, and its `escalationStatus` such as `NotResponded`.
        public var name, escalation: String
        /// Whether a ticket in it counts as closed.
        public var isClosed: Bool

        /// Makes a status.
        public init(_ name: String, escalation: String = "NoEscalation", isClosed: Bool = false) {
            self.name = name
            self.escalation = escalation
            self.isClosed = isClosed
        }

        /// The statuses of an ordinary board.
        public static let usual = [
            Status("New", escalation: "NotResponded"),
            Status("In Progress", escalation: "Responded"),
            Status("Waiting Client Response"),
            // Some boards have a completed status that is not flagged closed (contract 8.3).
            Status("Completed", escalation: "Resolved"),
            Status("Closed", escalation: "Resolved", isClosed: true),
        ]
    }

    /// A product of the catalog.
    public struct Product: Sendable, Hashable {
        /// Identifier and description.
        public var identifier, description: String
        /// Price and cost of one unit.
        public var price, cost: Double
        /// The unit such as `GB`.
        public var unit: String
        /// Whether it is switched off.
        public var isInactive = false

        /// Makes a product.
        public init(
            _ identifier: String, _ description: String, price: Double, cost: Double,
            unit: String = "Each"
        ) {
            self.identifier = identifier
            self.description = description
            self.price = price
            self.cost = cost
            self.unit = unit
        }
    }

    /// A client company.
    public struct Company: Sendable, Hashable {
        /// Its identifier and name.
        public var identifier, name: String
        /// The Managed ID of its two entries and its additions such as `EFS-19652`; nil for none.
        public var managedID: String?
        /// Its status: `Active`, `Inactive`, `Not Approved`; and its type: `Client`, `Prospect`.
        public var status = "Active", type = "Client"
        /// Whether it was deleted.
        public var isDeleted = false
        /// Its Managed ID entries in order of their ids; nil means the two right ones.
        public var entries: [Entry]?
        /// Identifiers of the products on its agreement under the Managed ID; nil means all.
        public var products: [String]?
        /// What stands on its agreement besides.
        public var additions: [Addition] = []
        /// Whether its agreement was cancelled.
        public var hasCancelledAgreement = false

        /// Makes a company.
        public init(
            _ identifier: String, _ name: String, managedID: String? = nil, isInactive: Bool = false
        ) {
            self.identifier = identifier
            self.name = name
            self.managedID = managedID
            if isInactive { status = "Inactive" }
        }
    }

    /// A Managed ID entry of a company.
    public struct Entry: Sendable, Hashable {
        /// The Managed ID as written, and the device type.
        public var managedID, deviceType: String
        /// The name of its management solution; nil means the tenant's own.
        public var solution: String?
        /// Whether the company's agreement is entered, which should be blank.
        public var hasAgreement = false

        /// Makes an entry.
        public init(_ managedID: String, _ deviceType: String) {
            self.managedID = managedID
            self.deviceType = deviceType
        }
    }

    /// A managed devices integration, with the flags of the guide unless they are changed.
    public struct Integration: Sendable, Hashable {
        /// `Global` or `Member`, and `Detail` or `Summary`.
        public var loginBy = "Global", billingLevel = "Detail"
        /// *Match on Serial Number*, *Disable Newly Discovered Cross-References*.
        public var matchesOnSerialNumber = true, disablesNewCrossReferences = true
        /// The solution it names; nil means the tenant's own.
        public var solution: String?

        /// Makes an integration as the guide asks for it.
        public init() {}
    }

    /// A cross-reference of the integration.
    public struct CrossReference: Sendable, Hashable {
        /// Level and Type.
        public var level, type: String
        /// The identifier of the product; nil when the product is missing.
        public var product: String?
        /// The names of the configuration type and the agreement type; nil for none.
        public var configurationType: String?, agreementType: String?
        /// Whether it is switched off.
        public var isInactive = false

        /// Makes a cross-reference with the usual types.
        public init(
            _ level: String, _ type: String, product: String?,
            configurationType: String? = "Backup Stats", agreementType: String? = "Managed Service"
        ) {
            self.level = level
            self.type = type
            self.product = product
            self.configurationType = configurationType
            self.agreementType = agreementType
        }
    }
}
