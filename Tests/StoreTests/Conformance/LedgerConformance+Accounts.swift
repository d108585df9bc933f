import IntegrationCore
import Testing

extension LedgerConformance {
    static let accounts = [
        LedgerCase("accounts tell their devices, last success and last event, page by page") {
            bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            try await bench.record(
                bench.run(.success, minute: 0, device: "dc01", account: "EFS2", stored: 40),
                bench.run(.failed, minute: 5, device: "fs01", account: "EFS2", stored: 2),
                bench.run(.success, minute: 1, device: "ex01", account: "EFS1"),
                bench.run(.success, minute: 1, customer: "7", account: "EFS9"), at: 6)
            let other = try await bench.secondPartner()
            try await other.record(bench.run(.success, minute: 0, account: "EFS5"), at: 0)

            let all = try await ledger.accounts(partner, customer: nil, after: nil, limit: 10)
            #expect(all.map(\.externalID) == ["EFS9", "EFS1", "EFS2"])
            #expect(all.map(\.customerNumber) == [7, 19_652, 19_652])
            let account = try #require(all.last)
            #expect(account.devices == ["DC01", "FS01"])
            #expect(account.kind == .server)
            #expect(account.lastSuccessAt == bench.at(0))
            #expect(account.storedBytes == 42)
            #expect(account.lastEvent?.at == bench.at(5))
            #expect(account.lastEvent?.severity == .error)

            var paged: [Account] = []
            while true {
                let page = try await ledger.accounts(
                    partner, customer: nil, after: paged.last?.id, limit: 1)
                if page.isEmpty { break }
                paged += page
            }
            #expect(paged == all)
            #expect(
                try await ledger.accounts(partner, customer: 7, after: nil, limit: 10)
                    .map(\.externalID) == ["EFS9"])
        },
        LedgerCase("an account keeps what the operator says, with a parent of its customer") {
            bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            for name in ["EFS1", "EFS2", "EFS3"] {
                try await bench.record(
                    bench.run(.success, minute: 0, id: name, account: name), at: 0)
            }
            try await bench.record(
                bench.run(.success, minute: 0, customer: "7", account: "EFS9"), at: 0)
            let all = try await ledger.accounts(partner, customer: 19_652, after: nil, limit: 9)
            try #require(all.count == 3)
            let save: @Sendable (Int, String) async throws -> AccountSettings = { index, parent in
                var settings = AccountSettings()
                settings.parent = parent
                settings.plan = "Select"
                return try await ledger.saveAccount(
                    all[index].id, settings: settings, partner: partner, by: LedgerBench.who,
                    now: bench.at(1))
            }
            #expect(try await save(1, "EFS1") == AccountSettings())
            #expect(try await save(1, "EFS1").plan == "Select")
            let saved = try await ledger.accounts(partner, customer: 19_652, after: nil, limit: 9)
            #expect(saved.map(\.settings.parent) == ["", "EFS1", ""])
            #expect(saved.map(\.settings.plan) == ["", "Select", ""])
            let entry = try #require(try await bench.audited("account.save").first)
            #expect(entry.target == "account EFS2 of customer 19652")
            #expect(entry.detail.contains(#"parent: "" -> "EFS1""#))

            for (index, parent) in [(0, "EFS1"), (0, "EFS9"), (2, "EFS2"), (0, "EFS3")] {
                try await bench.refused(.refused) { _ = try await save(index, parent) }
            }
            let other = try await bench.secondPartner()
            try await bench.refused(.notFound) {
                try await ledger.saveAccount(
                    all[0].id, settings: AccountSettings(), partner: other.partner,
                    by: LedgerBench.who, now: bench.at(2))
            }
        },
        LedgerCase("with both keys the integrator login is erased") { bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            var site = ConnectWiseSite()
            site.legacyUsername = "integrator"
            try await ledger.saveCredentials(
                site, version: 0, sealedKey: nil, sealedLegacyPassword: [9, 9], partner: partner,
                by: LedgerBench.who, now: bench.at(1))
            #expect(try await ledger.sealedLegacyPassword(partner) == [9, 9])
            #expect(try await ledger.site(partner).value.legacyUsername == "integrator")
            #expect(try await ledger.secretNote(partner) == nil)
            #expect(try await ledger.sealedPrivateKey(partner) == nil)

            try await ledger.saveCredentials(
                site, version: 1, sealedKey: SealedKey(sealed: [1], fingerprint: "3f9a"),
                partner: partner, by: LedgerBench.who, now: bench.at(2))
            #expect(try await ledger.sealedLegacyPassword(partner) == [9, 9])
            site.publicKey = "public"
            try await ledger.saveCredentials(
                site, version: 2, sealedKey: nil, partner: partner, by: LedgerBench.who,
                now: bench.at(3))
            #expect(try await ledger.sealedLegacyPassword(partner) == nil)
            #expect(try await ledger.site(partner).value.legacyUsername.isEmpty)
            #expect(try await ledger.sealedPrivateKey(partner) == [1])
            let entry = try #require(try await bench.audited("credentials.save").first)
            #expect(entry.detail.contains(#"legacyUsername: "integrator" -> """#))
            #expect(entry.detail.contains("legacy password: erased"))
            // A login that comes back with the keys still there is not kept.
            site.legacyUsername = "again"
            try await ledger.saveCredentials(
                site, version: 3, sealedKey: nil, sealedLegacyPassword: [1], partner: partner,
                by: LedgerBench.who, now: bench.at(4))
            #expect(try await ledger.sealedLegacyPassword(partner) == nil)
            #expect(try await ledger.site(partner).value.legacyUsername.isEmpty)
        },
        LedgerCase("a password of the integrator login ends with its username") { bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            var site = ConnectWiseSite()
            site.legacyUsername = "integrator"
            try await ledger.saveCredentials(
                site, version: 0, sealedKey: nil, sealedLegacyPassword: [9, 9], partner: partner,
                by: LedgerBench.who, now: bench.at(1))
            site.legacyUsername = ""
            try await ledger.saveCredentials(
                site, version: 1, sealedKey: nil, partner: partner, by: LedgerBench.who,
                now: bench.at(2))

            #expect(try await ledger.sealedLegacyPassword(partner) == nil)
            let entry = try #require(try await bench.audited("credentials.save").first)
            #expect(entry.detail.contains("legacy password: erased"))
        },
    ]

    static let mapping = [
        LedgerCase("many customers are mapped at once, and the answer undoes it") { bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            try await bench.record(
                bench.run(.success, minute: 0), bench.run(.success, minute: 0, customer: "7"),
                at: 0)
            let (one, two) = (try await bench.customerID(), try await bench.customerID(7))
            let (contoso, other) = (
                NamedReference(id: 250, name: "Contoso"), NamedReference(id: 251, name: "Other")
            )
            try await ledger.mapCustomer(two, to: other, by: LedgerBench.who, now: bench.at(1))
            let undo = try await ledger.mapCustomers(
                [.init(customer: one, company: contoso), .init(customer: two, company: nil)],
                partner: partner, by: LedgerBench.who, now: bench.at(2))
            #expect(
                undo == [.init(customer: one, company: nil), .init(customer: two, company: other)])
            #expect(try await ledger.customer(partner, number: 19_652)?.companyID == 250)
            #expect(try await ledger.customer(partner, number: 7)?.companyID == nil)
            #expect(try await bench.audited("customer.map").count == 3)
            _ = try await ledger.mapCustomers(
                undo, partner: partner, by: LedgerBench.who, now: bench.at(3))
            #expect(try await ledger.customer(partner, number: 19_652)?.companyID == nil)
            #expect(try await ledger.customer(partner, number: 7)?.companyName == "Other")

            let stranger = try await bench.secondPartner()
            try await bench.refused(.notFound) {
                _ = try await ledger.mapCustomers(
                    [.init(customer: one, company: contoso)], partner: stranger.partner,
                    by: LedgerBench.who, now: bench.at(4))
            }
            try await bench.refused(.notFound) {
                _ = try await ledger.mapCustomers(
                    [
                        .init(customer: one, company: contoso),
                        .init(customer: RowID(99), company: contoso),
                    ], partner: partner, by: LedgerBench.who, now: bench.at(4))
            }
            #expect(try await ledger.customer(partner, number: 19_652)?.companyID == nil)
        },
        LedgerCase("a customer is synchronised now, past its window") { bench in
            let ledger = bench.ledger
            try await bench.addSyncRule()
            try await bench.record(bench.run(.success, minute: 0), at: 0)
            let customer = try await bench.customerID()
            let now: @Sendable (Int) async throws -> Void = {
                try await ledger.synchronizeNow(
                    customer: customer, by: LedgerBench.who, now: bench.at($0))
            }
            try await bench.refused(.refused) { try await now(1) }
            try await ledger.mapCustomer(
                customer, to: NamedReference(id: 250, name: "Contoso"), by: LedgerBench.who,
                now: bench.at(1))
            try await bench.finishNext(.done(nil, adopted: false), at: 2)
            #expect(try await bench.claim(at: 3).isEmpty)
            try await now(3)
            #expect(try await bench.audited("customer.synchronize").count == 1)
            let claim = try #require(try await bench.claim(at: 3).first)
            #expect(claim.effect.kind == .statistics)
            #expect(claim.effect.bypassesWindow)
            try await bench.refused(.refused) { try await now(4) }
        },
    ]
}
