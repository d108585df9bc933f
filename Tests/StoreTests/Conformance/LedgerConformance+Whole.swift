import IntegrationCore
import Testing

extension LedgerConformance {
    /// A configuration in which every part differs from the defaults.
    private static func full(name: String) -> PartnerConfiguration {
        var site = ConnectWiseSite()
        site.url = "https://api-na.myconnectwise.net"
        site.publicKey = "public"
        var settings = IntegrationSettings()
        settings.windowHours = 6
        var references = CrossReference.standard
        references[2].bills = true
        references[2].product = NamedReference(id: 9, name: "Server")
        var child = AccountSettings()
        child.parent = "EFS1"
        var plain = AccountSettings()
        plain.plan = "Trial"
        let ticket = TicketRule(board: NamedReference(id: 1, name: "Backup"))
        return PartnerConfiguration(
            name: name, site: site, settings: settings,
            rules: [
                NotificationRule(
                    id: RowID(70), action: .ticket(ticket), severities: [.error], customers: [7]),
                NotificationRule(id: RowID(71), action: .synchronize),
            ],
            crossReferences: references,
            customers: [
                .init(
                    number: 7, name: "Seven", company: NamedReference(id: 251, name: "Seven Ltd"),
                    links: [.init(source: "/a", id: "seven"), .init(source: "/b", id: "7")]),
                .init(
                    number: 19_652, name: "Contoso",
                    accounts: ["EFS2": child, "EFS3": plain]),
            ])
    }

    private static func save(_ new: PartnerConfiguration, in bench: LedgerBench) async throws {
        let old = try await bench.ledger.configuration(bench.partner)
        try await bench.ledger.saveConfiguration(
            new, baseline: old, partner: bench.partner, by: LedgerBench.who, now: bench.at(5))
    }

    /// What was read back, with the numbers of the rules as in what was saved.
    private static func read(_ bench: LedgerBench) async throws -> PartnerConfiguration {
        var read = try await bench.ledger.configuration(bench.partner)
        read.rules = read.rules.enumerated().map { index, rule in
            NotificationRule(
                id: RowID(70 + Int64(index)), action: rule.action, severities: rule.severities,
                eventClasses: rule.eventClasses, customers: rule.customers)
        }
        return read
    }

    static let whole = [
        LedgerCase("a whole configuration is read back as it was saved") { bench in
            let new = full(name: "Northwind")
            try await save(new, in: bench)
            #expect(try await read(bench) == new)
            for action in [
                "credentials.save", "settings.save", "references.save", "rule.add", "customer.add",
                "customer.map", "customer.link", "account.save",
            ] {
                #expect(try await !bench.audited(action).isEmpty, "\(action) is audited")
            }
            let entries = try await bench.ledger.audit(before: nil, limit: 1_000).count
            try await save(new, in: bench)
            #expect(try await bench.ledger.audit(before: nil, limit: 1_000).count == entries)
        },
        LedgerCase("a whole configuration replaces what was there, and keeps the secrets") {
            bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            try await save(full(name: "Northwind"), in: bench)
            try await ledger.saveCredentials(
                ConnectWiseSite(), version: 1,
                sealedKey: SealedKey(sealed: [1], fingerprint: "3f9a"), partner: partner,
                by: LedgerBench.who, now: bench.at(6))
            var new = full(name: "Renamed")
            new.rules.removeFirst()
            new.rules[0] = NotificationRule(id: RowID(70), action: .synchronize)
            new.crossReferences = CrossReference.standard
            // The link of one customer moves to the other, which loses its accounts' settings.
            new.customers[1].links = [.init(source: "/a", id: "seven")]
            new.customers[0].links = []
            new.customers[1].accounts = [:]
            try await save(new, in: bench)
            #expect(try await read(bench) == new)
            #expect(try await ledger.sealedPrivateKey(partner) == [1])
        },
        LedgerCase("a configuration that somebody changed meanwhile is not replaced") { bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            let baseline = try await ledger.configuration(partner)
            try await bench.addSyncRule()
            let before = try await ledger.configuration(partner)
            try await bench.refused(.changedMeanwhile) {
                try await ledger.saveConfiguration(
                    full(name: "Northwind"), baseline: baseline, partner: partner,
                    by: LedgerBench.who, now: bench.at(5))
            }
            #expect(try await ledger.configuration(partner) == before)
        },
        LedgerCase("one wrong part keeps the whole configuration as it was") { bench in
            let before = try await bench.ledger.configuration(bench.partner)
            _ = try await bench.secondPartner()
            let edits: [@Sendable (inout PartnerConfiguration) -> Void] = [
                { $0.name = "Südwind" }, { $0.settings.windowHours = 0 },
                { $0.rules[1].severities = [] }, { $0.crossReferences[1].level = "" },
                { $0.customers[1].number = 7 }, { $0.customers[1].name = "" },
                { $0.customers[1].links = $0.customers[0].links },
                { $0.customers[1].accounts["EFS3"]?.parent = "EFS2" },
                { $0.customers[1].accounts["EFS3"]?.parent = "é" },
                { $0.customers[1].accounts[" EFS4"] = AccountSettings() },
                { $0.customers[1].links = [.init(source: "a b", id: "x")] },
            ]
            for edit in edits {
                var wrong = full(name: "Northwind")
                edit(&wrong)
                let refused = wrong
                try await bench.refused(.refused) { try await save(refused, in: bench) }
                #expect(try await bench.ledger.configuration(bench.partner) == before)
            }
        },
        LedgerCase("a whole configuration sends the stored key to no other host") { bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            let site = full(name: "Northwind").site
            try await ledger.saveCredentials(
                site, version: 0, sealedKey: SealedKey(sealed: [1], fingerprint: "3f9a"),
                partner: partner, by: LedgerBench.who, now: bench.at(1))
            for url in ["https://psa.example.com", "https://api-eu.myconnectwise.net", ""] {
                var moved = full(name: "Northwind")
                moved.site.url = url
                let refused = moved
                try await bench.refused(.refused) { try await save(refused, in: bench) }
                #expect(try await ledger.site(partner).value == site)
            }
            try await ledger.clearCredentials(
                partner: partner, by: LedgerBench.who, now: bench.at(2))
            try await save(full(name: "Northwind"), in: bench)
        },
        LedgerCase("accounts of a whole configuration change their parents in any order") { bench in
            let under: (String) -> AccountSettings = { parent in
                var settings = AccountSettings()
                settings.parent = parent
                return settings
            }
            var new = full(name: "Northwind")
            for accounts in [
                ["EFS2": under("EFS1")], ["EFS1": under("EFS9"), "EFS2": under("EFS9")],
                ["EFS9": under("EFS2")], ["EFS2": under("EFS9")], [:],
            ] {
                new.customers[1].accounts = accounts
                try await save(new, in: bench)
                #expect(try await read(bench).customers[1].accounts == accounts)
            }
        },
        LedgerCase("a link of a whole configuration releases the events that waited") { bench in
            try await bench.addTicketRule()
            try await bench.record(bench.run(.failed, minute: 0, customer: "seven"), at: 0)
            var new = try await bench.ledger.configuration(bench.partner)
            new.customers = [
                .init(
                    number: 7, name: "Seven",
                    links: [.init(source: "/efolder/portal", id: "seven")])
            ]
            try await save(new, in: bench)
            #expect(try await bench.states() == [.pending])
            #expect(try await bench.ledger.waitingSourceCustomers(bench.partner).isEmpty)
        },
    ]
}
