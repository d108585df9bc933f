import IntegrationCore

/// Makes configurations that a store accepts, with texts as hostile as their fields allow.
struct RandomConfiguration<Generator: RandomNumberGenerator> {
    private var generator: Generator

    init(_ generator: Generator) { self.generator = generator }

    /// The next configuration; `name` begins the partner's name.
    mutating func next(name: String) -> PartnerConfiguration {
        PartnerConfiguration(
            name: name + text(0...60), site: site(), settings: settings(),
            rules: times(0...5) { $0.rule() }, crossReferences: references(), customers: customers()
        )
    }

    // MARK: - Values

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    private mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

    private mutating func one<Element>(of elements: [Element]) -> Element {
        elements[number(0...elements.count - 1)]
    }

    private mutating func times<Element>(
        _ range: ClosedRange<Int>, _ make: (inout Self) -> Element
    ) -> [Element] {
        (0..<number(range)).map { _ in make(&self) }
    }

    private mutating func some<Element: Hashable>(of all: [Element]) -> Set<Element> {
        let picked = Set(all.filter { _ in chance(40) })
        return picked.isEmpty ? [one(of: all)] : picked
    }

    /// What writes and reads wrongly when quotes, escapes or line ends are not understood.
    private static var hostile: [String] {
        [
            "\"", "'", "\"\"\"", "'''", "\\", "\\n", "\\u0041", "#", "[", "]", "=", ",", ".", "{",
            "}", " ", "[[x]]", "a = 1", "ä", "ü", "日本", "😀", "e\u{301}\u{302}\u{303}\u{304}\u{305}",
            "\u{202E}", "\u{200B}", "\u{FEFF}", "\u{2028}", "\u{E0041}", "\u{10FFFF}", "x", "Y",
            "7",
        ]
    }

    private static var controls: [String] {
        ["\n", "\r\n", "\r", "\t", "\u{1}", "\u{1B}[2J", "\u{7F}", "\u{85}", "\u{9B}"]
    }

    /// A text of at most so many characters, each of them a scalar.
    private mutating func text(_ range: ClosedRange<Int>, controls: Bool = false) -> String {
        let length = number(range)
        var result = String.UnicodeScalarView()
        while result.count < length {
            let piece = one(of: Self.hostile + (controls ? Self.controls : []))
            result.append(contentsOf: piece.unicodeScalars)
        }
        return String(String.UnicodeScalarView(result.prefix(length)))
    }

    /// Printable ASCII without blanks.
    private mutating func key(_ range: ClosedRange<Int>) -> String {
        String(
            decoding: times(range) { UInt8($0.number(33...126)) }, as: UTF8.self)
    }

    private mutating func reference() -> NamedReference {
        NamedReference(
            id: chance(10) ? .max : Int64(number(1...100_000)), name: text(0...40, controls: true))
    }

    // MARK: - Sections

    private mutating func site() -> ConnectWiseSite {
        var site = ConnectWiseSite()
        site.isOn = chance(80)
        site.solution = "S" + text(0...28) + "s"
        site.apiVersion = one(of: ["", "2025.16", "2026.1"])
        if chance(50) {
            site.certificateAuthorityPEM =
                text(0...20, controls: true) + "-----BEGIN CERTIFICATE-----\nMII\r\n"
                + text(0...20, controls: true)
        }
        if chance(20) { site.legacyUsername = "L" + text(0...18) + "l" }
        guard chance(80) else { return site }
        (site.company, site.publicKey) = (key(1...30), key(1...30))
        let digits = times(32...32) { $0.one(of: Array("0123456789abcdefABCDEF")) }
        site.clientID = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
            .joined(separator: "-")
        site.url = "https://api-na.myconnectwise.net"
        if chance(40) {
            site.confirmedHost = one(of: ["psa.example.com", "psa.example.com:8443", "10.0.0.7"])
            site.url = "https://\(site.confirmedHost)"
        }
        return site
    }

    private mutating func settings() -> IntegrationSettings {
        var settings = IntegrationSettings()
        (settings.updatesStatistics, settings.updatesInvoiceDescriptions) = (chance(50), chance(50))
        settings.managedIDPrefix = one(of: ["EFS-", "A", "0-0", "ABCDEFGHIJKLMNOPQRS-"])
        settings.statisticsTarget = one(of: IntegrationSettings.StatisticsTarget.allCases)
        settings.gigabyteBase = one(of: IntegrationSettings.GigabyteBase.allCases)
        settings.gigabyteRounding = one(of: IntegrationSettings.GigabyteRounding.allCases)
        (settings.countsVirtualMachinesAsServers, settings.billsTrials) = (chance(50), chance(50))
        settings.vanishedUsage = one(of: IntegrationSettings.VanishedUsage.allCases)
        settings.billingMode = one(of: IntegrationSettings.BillingMode.allCases)
        (settings.guardPercent, settings.guardUnits) = (number(0...1_000), number(0...1_000_000))
        (settings.windowHours, settings.requestsPerMinute) = (number(1...168), number(1...1_000))
        return settings
    }

    private mutating func rule() -> NotificationRule {
        var action = NotificationRule.Action.synchronize
        if chance(70) {
            var rule = TicketRule(board: reference())
            if chance(50) { rule.newStatus = reference() }
            for severity in Severity.allCases where chance(40) {
                rule.priorities[severity] = reference()
            }
            rule.closing = one(of: [.firstClosedStatus, .never, .status(reference())])
            (rule.reopenDays, rule.notesRepeats) = (number(0...365), chance(50))
            action = .ticket(rule)
        }
        return NotificationRule(
            id: RowID(0), action: action, severities: some(of: Severity.allCases),
            eventClasses: chance(50) ? nil : some(of: EventClass.allCases),
            customers: chance(50) ? nil : some(of: [1, 7, 19_652, .max]))
    }

    private mutating func references() -> [CrossReference] {
        var references = CrossReference.standard
        for index in 0..<number(0...3) {
            references.append(
                CrossReference(
                    id: "own-\(index)", service: "x", unit: one(of: BillingUnit.allCases),
                    isOwn: true, level: "x", type: "x"))
        }
        for index in references.indices {
            references[index].bills = chance(50)
            references[index].isFlatFee = chance(20)
            if chance(50) { references[index].product = reference() }
            guard references[index].isOwn || chance(30) else { continue }
            // The number keeps the pair of Level and Type unique, and no text blank.
            references[index].service = "w" + text(0...254)
            references[index].level = "\(index)" + text(0...250)
            references[index].type = text(0...254) + "t"
            references[index].configurationType = text(0...40)
            references[index].agreementType = text(0...40)
        }
        return references
    }

    private mutating func customers() -> [PartnerConfiguration.CustomerPart] {
        let numbers: [Int64] = [1, 7, 8, 19_652, 9_007_199_254_740_993, .max].filter { _ in
            chance(60)
        }
        return numbers.map { number in
            PartnerConfiguration.CustomerPart(
                number: number, name: "n" + text(0...255),
                company: chance(60) ? reference() : nil,
                // The number keeps ids of different customers apart.
                links: (0..<self.number(0...3)).map { index in
                    .init(source: key(1...255), id: "\(number)-\(index)" + key(0...20))
                }.sorted { ($0.source, $0.id) < ($1.source, $1.id) },
                accounts: accounts())
        }
    }

    private mutating func accounts() -> [String: AccountSettings] {
        let names = (0..<number(0...5)).map { "\($0)" + key(0...20) + " " + key(1...20) }
        var accounts: [String: AccountSettings] = [:]
        for (index, name) in names.enumerated() {
            var settings = AccountSettings()
            // The first has no parent, so that it can be one.
            if index > 0, chance(50) { settings.parent = names[0] }
            if chance(50) { settings.plan = text(0...250) }
            if chance(50) { settings.contactEmail = text(0...250) }
            (settings.notifiesNoBackup, settings.enablesExternalAlerts) = (chance(80), chance(20))
            settings.notifiesNoErrorFreeBackup = chance(80)
            if settings != AccountSettings() { accounts[name] = settings }
        }
        return accounts
    }
}
