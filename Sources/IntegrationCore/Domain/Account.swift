/// One backed-up computer or tenant of a customer, like `EFS123456789` (product.md 2).
public struct Account: Hashable, Sendable, Identifiable {
    /// The row number, and the customer it belongs to.
    public let id: RowID<Account>, customer: RowID<Customer>
    /// The number of that customer.
    public var customerNumber: Int64
    /// The account's id at its source, and its name.
    public var externalID: String, name: String?
    /// The kind of its newest device.
    public var kind: DeviceKind
    /// What the operator says about it.
    public var settings: AccountSettings
    /// Names of its devices, sorted.
    public var devices: [String]
    /// When its newest successful backup ended, and what its newest event was.
    public var lastSuccessAt: Timestamp?, lastEvent: LastEvent?
    /// Stored bytes as last told.
    public var storedBytes: Int64?

    /// The newest event of an account.
    public struct LastEvent: Hashable, Sendable {
        /// When it happened, how bad it was, and its words.
        public var at: Timestamp, severity: Severity, information: String

        /// Makes a last event.
        public init(at: Timestamp, severity: Severity, information: String) {
            self.at = at
            self.severity = severity
            self.information = information
        }
    }

    /// Makes an account.
    public init(
        id: RowID<Account>, customer: RowID<Customer>, customerNumber: Int64, externalID: String,
        name: String? = nil, kind: DeviceKind = .unknown, settings: AccountSettings = .init(),
        devices: [String] = [], lastSuccessAt: Timestamp? = nil, lastEvent: LastEvent? = nil,
        storedBytes: Int64? = nil
    ) {
        self.id = id
        self.customer = customer
        self.customerNumber = customerNumber
        self.externalID = externalID
        self.name = name
        self.kind = kind
        self.settings = settings
        self.devices = devices
        self.lastSuccessAt = lastSuccessAt
        self.lastEvent = lastEvent
        self.storedBytes = storedBytes
    }
}

/// What the operator says about an account (product.md 5).
public struct AccountSettings: Hashable, Sendable, Codable {
    /// The id of the parent account of the same customer; empty for a parent itself.
    public var parent = ""
    /// The service plan, like `Select` or `Trial`; empty when nobody said.
    public var plan = ""
    /// *No Backup Notification* and *No Error Free Backup Notification*.
    public var notifiesNoBackup = true, notifiesNoErrorFreeBackup = true
    /// *Enable External Ticketing Alerts*: alerts also arrive by mail and make duplicate tickets.
    public var enablesExternalAlerts = false
    /// The contact's e-mail address, or empty.
    public var contactEmail = ""

    /// Makes the defaults.
    public init() {}
}

extension AccountSettings {
    /// Whether the contact looks like the mailbox of a help desk: ConnectWise's mail connector
    /// turns what arrives there into tickets.
    public var contactMakesTickets: Bool {
        let name = contactEmail.split(separator: "@").first.map { $0.lowercased() } ?? ""
        let desks = [
            "help", "helpdesk", "support", "service", "servicedesk", "ticket", "tickets", "alerts",
        ]
        return contactEmail.contains("@") && desks.contains(name)
    }

    /// Whether the contact is empty or an e-mail address: one `@`, a host with a dot, no blanks.
    public var contactIsUsable: Bool {
        guard !contactEmail.isEmpty else { return true }
        let parts = contactEmail.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].allSatisfy(Self.isPartOfName) else {
            return false
        }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                !label.isEmpty && label.first != "-" && label.last != "-"
                    && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
    }

    private static func isPartOfName(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "!#$%&'*+-/=?^_`{|}~.".contains(character)
    }
}
