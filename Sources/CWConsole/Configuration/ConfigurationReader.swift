import IntegrationCore

/// Reads the file of a configuration whole: either all of it is right, or every problem is told.
struct ConfigurationReader {
    private let log = ConfigurationLog()

    /// Reads a file; `name` is how it was named.
    ///
    /// - Throws: `ConfigurationRefused` with every problem.
    static func read(_ bytes: [UInt8], named name: String) throws -> ConfigurationFile {
        let reader = ConfigurationReader()
        let root: TOMLTable
        do throws(TOMLError) {
            root = try TOMLReader.read(bytes)
        } catch {
            let problem = ConfigurationProblem(
                "", line: error.line, column: error.column, error.reason + ".")
            throw ConfigurationRefused(file: name, problems: [problem])
        }
        let file = reader.file(root)
        let problems = reader.log.problems
        guard problems.isEmpty else {
            let sorted = problems.enumerated().sorted { left, right in
                (left.element.line ?? 0, left.offset) < (right.element.line ?? 0, right.offset)
            }
            throw ConfigurationRefused(file: name, problems: sorted.map(\.element))
        }
        return file
    }

    private func file(_ root: TOMLTable) -> ConfigurationFile {
        guard isOfThisFormat(root) else { return ConfigurationFile() }
        let top = ConfigurationTable(root, ConfigurationKey.file, log)
        var file = ConfigurationFile()
        if let table = top.table("partner", ConfigurationKey.partner) {
            let name = table.text("name")
            if table.isGood, let reason = Partner.refusal(ofName: name) {
                table.refuse("name", reason)
            }
            file.name = name
        }
        if let table = top.table("credentials", ConfigurationKey.credentials) {
            (file.site, file.notes) = site(table)
        }
        file.settings = top.table("settings", ConfigurationKey.settings).map(settings)
        file.rules = top.tables("rules", RuleReader.keys)?.compactMap { RuleReader($0).rule() }
        file.references = top.tables("services") { _ in ConfigurationKey.service }
            .map { references($0, top) }
        file.customers = top.tables("customers") { _ in ConfigurationKey.customer }
            .map { CustomerReader.customers($0) }
        return file
    }

    private func isOfThisFormat(_ root: TOMLTable) -> Bool {
        guard let node = root["format"] else {
            log.refuse(
                "format", line: nil,
                "is missing; write format = \(ConfigurationKey.format) above the first section.")
            return false
        }
        if case .number(ConfigurationKey.format) = node.value { return true }
        log.refuse(
            "format", line: node.line,
            "\(node.shown) is another format than \(ConfigurationKey.format), which this program"
                + " reads; export the configuration anew with this program.")
        return false
    }

    // MARK: - Sections

    /// A site is reviewed as the form of the credentials is; one without a sign-in is none yet.
    private func site(_ table: ConfigurationTable) -> (ConnectWiseSite, [String]) {
        var site = ConnectWiseSite()
        site.isOn = table.flag("isOn")
        site.url = table.text("siteUrl")
        site.company = table.text("company")
        site.publicKey = table.text("publicKey")
        site.clientID = table.text("clientId")
        site.solution = table.text("solution")
        site.apiVersion = table.text("apiVersion")
        site.certificateAuthorityPEM = table.text("caCertificate")
        site.legacyUsername = table.text("legacyUsername")
        guard table.isGood else { return (site, []) }
        let review = CredentialsReview(of: CredentialsDraft(site: site, privateKey: Secret("")))
        let signIn: [CredentialField] = [.siteURL, .company, .publicKey, .clientID]
        for field in CredentialField.allCases {
            guard let problem = review.problems[field] else { continue }
            if site.hasNoSignIn && signIn.contains(field) { continue }
            table.refuse(field.key, problem)
        }
        let notes = CredentialField.allCases.compactMap { field in
            review.notes[field].map { "\(table.place).\(field.key): \($0)" }
        }
        return (review.draft.site, notes)
    }

    private func settings(_ table: ConfigurationTable) -> IntegrationSettings {
        var settings = IntegrationSettings()
        for field in SettingField.all {
            table.value(field.name) { value in
                let text: String? =
                    switch (field.show(settings), value) {
                    case (.bool, .flag(let flag)): flag ? "yes" : "no"
                    case (.integer, .number(let number)): String(number)
                    case (.string, .text(let text)): text
                    default: nil
                    }
                return text.flatMap { field.take($0, &settings) ? true : nil }
            }
        }
        return settings
    }

    private func references(
        _ tables: [ConfigurationTable], _ top: ConfigurationTable
    ) -> [CrossReference] {
        let references = tables.map(reference)
        // Taken together they are judged only when each of them could be read.
        guard tables.allSatisfy(\.isGood) else { return references }
        for (index, reason) in references.refusals {
            if let index, tables.indices.contains(index) {
                tables[index].refuse(reason)
            } else {
                top.refuse("services", reason)
            }
        }
        return references
    }

    private func reference(_ table: ConfigurationTable) -> CrossReference {
        let id = table.text("service")
        let units = BillingUnit.allCases.map { ($0.rawValue, $0) }
        return CrossReference(
            id: id, service: table.text("wording"),
            unit: table.choice("unit", Dictionary(uniqueKeysWithValues: units)) ?? .gigabytes,
            isOwn: !CrossReference.standard.contains { $0.id == id }, bills: table.flag("bill"),
            level: table.text("level"), type: table.text("type"),
            configurationType: table.text("configurationType"),
            agreementType: table.text("agreementType"),
            product: table.reference("product", or: "none"), isFlatFee: table.flag("flatFee"))
    }
}

extension ConnectWiseSite {
    /// Whether nothing is said of how to sign in, as before the first save.
    var hasNoSignIn: Bool { [url, company, publicKey, clientID].allSatisfy(\.isEmpty) }
}

extension CredentialField {
    /// The name of the field in a configuration's file.
    fileprivate var key: String {
        switch self {
        case .siteURL: "siteUrl"
        case .company: "company"
        case .publicKey: "publicKey"
        case .privateKey: "privateKey"
        case .clientID: "clientId"
        case .solution: "solution"
        case .certificateAuthority: "caCertificate"
        case .apiVersion: "apiVersion"
        case .legacyUsername: "legacyUsername"
        case .isOn: "isOn"
        case .legacyPassword: "legacyPassword"
        }
    }
}
