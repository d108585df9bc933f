import IntegrationCore

/// A name of the file, and what it takes: the one list for writing, reading and complaining.
struct ConfigurationKey: Sendable {
    /// The name, and what it takes in words.
    let name: String, accepts: String
    /// Whether it may be left out; everything else must stand there, so that nothing is reset
    /// unseen.
    var isOptional = false

    init(_ name: String, _ accepts: String, isOptional: Bool = false) {
        self.name = name
        self.accepts = accepts
        self.isOptional = isOptional
    }

    /// The version of the format that this program reads and writes.
    static let format: Int64 = 1

    /// The top of the file: the version and the sections.
    static let file = [
        Self("format", "\(format)"),
        Self("partner", "a section", isOptional: true),
        Self("credentials", "a section", isOptional: true),
        Self("settings", "a section", isOptional: true),
        Self("rules", "a list of tables", isOptional: true),
        Self("services", "a list of tables", isOptional: true),
        Self("customers", "a list of tables", isOptional: true),
    ]

    static let partner = [Self("name", "a text of 1 to 100 characters")]

    static let credentials = [
        Self("isOn", "true or false; false pushes nothing to ConnectWise"),
        Self("siteUrl", #"a text: https:// and the host, or "" for none"#),
        Self("company", "a text: the Company ID of the sign-in"),
        Self("publicKey", "a text: the API member's public key"),
        Self("clientId", "a text: the clientId from developer.connectwise.com"),
        Self("solution", "a text: the Management Solution Name, at most 30 characters"),
        Self("apiVersion", #"a text like "2025.16""#),
        Self("caCertificate", #"a text: PEM certificates of a private authority, or """#),
        Self("legacyUsername", "a text: the integrator login", isOptional: true),
    ]

    static let settings = SettingField.all.map { field in
        let isFlag = field.show(IntegrationSettings()).bool != nil
        return Self(field.name, isFlag ? "true or false" : field.accepts)
    }

    /// What every rule says; a ticket rule says `ticket` as well.
    static let rule = [
        Self("action", #""ticket" or "sync""#),
        Self("severities", "a list of " + quoted(Severity.allCases.map(\.rawValue))),
        Self("events", #""all", or a list of "# + quoted(EventClass.allCases.map(\.rawValue))),
        Self("customers", #""all", or a list of customer numbers"#),
    ]

    static let ticket = [
        Self("board", aReference),
        Self("status", #""notResponded", or "# + aReference),
        Self("priority", "{}, or by severity like { error = \(aReference) }"),
        Self("close", #""firstClosed", "never", or "# + aReference),
        Self("reopenDays", "0 to 365"),
        Self("noteRepeats", "true or false"),
    ]

    static let service = [
        Self("service", "a text: the name of the service"),
        Self("wording", "a text of 1 to 255 characters"),
        Self("unit", quoted(BillingUnit.allCases.map(\.rawValue))),
        Self("bill", "true or false"),
        Self("level", "a text of 1 to 255 characters, matched exactly"),
        Self("type", "a text of 1 to 255 characters, matched exactly"),
        Self("configurationType", #"a text, or "" for any"#),
        Self("agreementType", #"a text, or "" for any"#),
        Self("product", #""none", or "# + aReference),
        Self("flatFee", "true or false"),
    ]

    static let customer = [
        Self("number", "a whole number above 0"),
        Self("name", "a text of 1 to 256 characters"),
        Self("company", #""none", or "# + aReference),
        Self("links", #"a list of { source = "/portal", id = "contoso" }"#, isOptional: true),
        Self("accounts", "a list of tables", isOptional: true),
    ]

    static let account = [
        Self("id", "a text: the account's id at its source"),
        Self("parent", #"a text: the id of another account of the customer, or "" for none"#),
        Self("plan", #"a text of at most 250 characters, or "" for none"#),
        Self("noBackup", "true or false"),
        Self("noErrorFreeBackup", "true or false"),
        Self("externalAlerts", "true or false"),
        Self("contact", #"a text: an e-mail address, or "" for none"#),
    ]

    static let reference = [
        Self("id", "a whole number above 0"), Self("name", "a text"),
    ]

    static let link = [
        Self("source", "a text: the name of the source"),
        Self("id", "a text: the source's id of the customer"),
    ]

    static let priority = Severity.allCases.map { Self($0.rawValue, aReference, isOptional: true) }

    private static let aReference = #"{ id = 250, name = "its name" }"#

    private static func quoted(_ words: [String]) -> String {
        words.map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
