import IntegrationCore
import Testing

extension LedgerConformance {
    static let configuration = [
        LedgerCase("an installation keeps one name") { bench in
            let name = try await bench.ledger.installationID()
            #expect(name.count == 32)
            #expect(try await bench.ledger.installationID() == name)
        },
        LedgerCase("a partner's name is taken once, and can be changed") { bench in
            let ledger = bench.ledger
            await #expect(throws: LedgerError.self) {
                try await ledger.addPartner(
                    name: "Northwind", mode: .live, by: LedgerBench.who, now: bench.at(1))
            }
            await #expect(throws: LedgerError.self) {
                try await ledger.addPartner(
                    name: "", mode: .live, by: LedgerBench.who, now: bench.at(1))
            }
            try await ledger.renamePartner(
                bench.partner, to: "Südwind", by: LedgerBench.who, now: bench.at(2))
            #expect(try await ledger.partners().map(\.name) == ["Südwind"])
        },
        LedgerCase("settings begin with the defaults and carry a version") { bench in
            let ledger = bench.ledger
            let defaults = try await ledger.settings(bench.partner)
            #expect(defaults.version == 0)
            #expect(defaults.value == IntegrationSettings())

            var changed = defaults.value
            changed.windowHours = 6
            try await ledger.saveSettings(
                changed, version: 0, partner: bench.partner, by: LedgerBench.who, now: bench.at(1))
            let saved = try await ledger.settings(bench.partner)
            #expect(saved.value == changed)
            #expect(saved.version == 1)
            #expect(saved.savedBy == "ann")
            #expect(saved.savedAt == bench.at(1))
        },
        LedgerCase("a save over somebody else's save is refused") { bench in
            let ledger = bench.ledger
            try await ledger.saveSettings(
                IntegrationSettings(), version: 0, partner: bench.partner, by: LedgerBench.who,
                now: bench.at(1))
            let error = await #expect(throws: LedgerError.self) {
                try await ledger.saveSettings(
                    IntegrationSettings(), version: 0, partner: bench.partner, by: LedgerBench.who,
                    now: bench.at(2))
            }
            #expect(error?.kind == .changedMeanwhile)
        },
        LedgerCase("settings out of range are refused") { bench in
            var settings = IntegrationSettings()
            settings.windowHours = 0
            let refused = settings
            let error = await #expect(throws: LedgerError.self) {
                try await bench.ledger.saveSettings(
                    refused, version: 0, partner: bench.partner, by: LedgerBench.who,
                    now: bench.at(1))
            }
            #expect(error?.kind == .refused)
        },
        LedgerCase("saving credentials keeps the key unless a new one is given") { bench in
            let ledger = bench.ledger
            #expect(try await ledger.secretNote(bench.partner) == nil)
            var site = ConnectWiseSite()
            site.url = "https://api-na.myconnectwise.net"
            try await ledger.saveCredentials(
                site, version: 0, sealedKey: SealedKey(sealed: [1, 0, 255], fingerprint: "3f9a"),
                partner: bench.partner, by: LedgerBench.who, now: bench.at(1))
            site.company = "northwind"
            try await ledger.saveCredentials(
                site, version: 1, sealedKey: nil, partner: bench.partner, by: LedgerBench.who,
                now: bench.at(2))
            #expect(try await ledger.site(bench.partner).value == site)
            #expect(try await ledger.sealedPrivateKey(bench.partner) == [1, 0, 255])
            let note = try await ledger.secretNote(bench.partner)
            #expect(note == SecretNote(setAt: bench.at(1), setBy: "ann", fingerprint: "3f9a"))

            try await ledger.clearCredentials(
                partner: bench.partner, by: LedgerBench.who, now: bench.at(3))
            #expect(try await ledger.site(bench.partner).value == ConnectWiseSite())
            #expect(try await ledger.sealedPrivateKey(bench.partner) == nil)
        },
        LedgerCase("rules come back as they were added, without the removed ones") { bench in
            let ticket = try await bench.addTicketRule()
            let sync = try await bench.addSyncRule()
            #expect(try await bench.ledger.rules(bench.partner) == [ticket, sync])
            try await bench.ledger.removeRule(
                ticket.id, partner: bench.partner, by: LedgerBench.who, now: bench.at(1))
            #expect(try await bench.ledger.rules(bench.partner) == [sync])
            let error = await #expect(throws: LedgerError.self) {
                try await bench.ledger.removeRule(
                    ticket.id, partner: bench.partner, by: LedgerBench.who, now: bench.at(2))
            }
            #expect(error?.kind == .notFound)
        },
        LedgerCase("the change counter moves with every change") { bench in
            let before = try await bench.ledger.changeCounter()
            try await bench.addSyncRule()
            #expect(try await bench.ledger.changeCounter() != before)
        },
    ]
}
