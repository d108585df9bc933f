import Foundation
import IntegrationCore
import TestSupport
import Testing

@testable import CWConsole

/// Export then import gives the same configuration, whatever stands in it.
@Suite struct ConfigurationRoundTripTests {
    private static let who = Operator("kim")
    private static let now = Timestamp(microseconds: 1_795_000_000_000_000)

    @Test func `what is saved, exported and imported into an empty store is the same`()
        async throws
    {
        try await withStores { first, second in
            for seed in 1...60 as ClosedRange<UInt64> {
                var random = RandomConfiguration(SeededGenerator(seed: seed))
                let configuration = random.next(name: "\(seed) ")
                let source = try await Self.save(
                    configuration, in: first, partner: "from \(seed)")
                let saved = try await Self.read(source.id, in: first)
                #expect(saved == configuration, "seed \(seed): the store kept something else")

                let text = ConfigurationWriter.text(of: saved)
                let file = try ConfigurationReader.read(Array(text.utf8), named: "\(seed)")
                let partner = try await second.addPartner(
                    name: "to \(seed)", mode: .live, by: Self.who, now: Self.now)
                let plan = try await ConfigurationPlan.make(
                    file, for: partner, in: second, isConfirmed: true)
                #expect(plan.obstacles.isEmpty, "seed \(seed)")
                try await second.saveConfiguration(
                    plan.wanted, baseline: plan.current, partner: partner.id, by: Self.who,
                    now: Self.now)

                let read = try await Self.read(partner.id, in: second)
                #expect(read == configuration, "seed \(seed)")
                #expect(ConfigurationWriter.text(of: read) == text, "seed \(seed)")
                let again = try await ConfigurationPlan.make(
                    file, for: partner, in: second, isConfirmed: false)
                #expect(again.changes.isEmpty && again.obstacles.isEmpty, "seed \(seed)")
            }
        }
    }

    @Test func `one configuration over another gives what the file says, and no more differs`()
        async throws
    {
        try await withStores { store, _ in
            for seed in 100...130 as ClosedRange<UInt64> {
                var random = RandomConfiguration(SeededGenerator(seed: seed))
                let partner = try await Self.save(
                    random.next(name: "\(seed) "), in: store, partner: "from \(seed)")
                let text = ConfigurationWriter.text(of: random.next(name: "\(seed) again "))
                let file = try ConfigurationReader.read(Array(text.utf8), named: "\(seed)")

                let plan = try await ConfigurationPlan.make(
                    file, for: partner, in: store, isConfirmed: true)
                try await store.saveConfiguration(
                    plan.wanted, baseline: plan.current, partner: partner.id, by: Self.who,
                    now: Self.now)

                #expect(!plan.changes.isEmpty)
                var wanted = plan.wanted
                wanted.customers.sort { $0.number < $1.number }
                #expect(try await Self.read(partner.id, in: store) == wanted, "seed \(seed)")
                let again = try await ConfigurationPlan.make(
                    file, for: partner, in: store, isConfirmed: false)
                #expect(again.changes.isEmpty, "seed \(seed): \(again.changes.table)")
            }
        }
    }

    @Test func `a file that is damaged anywhere is read or refused, and nothing else`() throws {
        var random = RandomConfiguration(SeededGenerator(seed: 7))
        let bytes = Array(ConfigurationWriter.text(of: random.next(name: "x")).utf8)
        var generator = SeededGenerator(seed: 8)
        var refused = 0
        for _ in 1...300 {
            var damaged = bytes
            for _ in 1...Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: damaged.indices, using: &generator)
                switch Int.random(in: 0...3, using: &generator) {
                case 0: damaged[place] = UInt8.random(in: .min ... .max, using: &generator)
                case 1: damaged.remove(at: place)
                case 2: damaged.insert(damaged[place], at: place)
                default: damaged.removeSubrange(place..<min(place + 40, damaged.count))
                }
            }
            do {
                _ = try ConfigurationReader.read(damaged, named: "FILE")
            } catch let error as ConfigurationRefused {
                refused += 1
                #expect(!error.problems.isEmpty)
                #expect(error.problems.allSatisfy { ($0.line ?? 1) > 0 && !$0.reason.isEmpty })
            }
        }
        #expect(refused > 100)
    }

    private static func save(
        _ configuration: PartnerConfiguration, in ledger: any Ledger, partner name: String
    ) async throws -> Partner {
        let partner = try await ledger.addPartner(name: name, mode: .live, by: who, now: now)
        try await ledger.saveConfiguration(
            configuration, baseline: try await ledger.configuration(partner.id),
            partner: partner.id, by: who, now: now)
        return partner
    }

    /// The configuration with rules without numbers.
    private static func read(
        _ partner: RowID<Partner>, in ledger: any Ledger
    ) async throws -> PartnerConfiguration {
        var configuration = try await ledger.configuration(partner)
        configuration.rules = configuration.rules.map { rule in
            NotificationRule(
                id: RowID(0), action: rule.action, severities: rule.severities,
                eventClasses: rule.eventClasses, customers: rule.customers)
        }
        return configuration
    }
}

/// Runs a test with two empty stores.
private func withStores(
    _ body: (any Ledger, any Ledger) async throws -> Void
) async throws {
    let folder = NSTemporaryDirectory() + "/cwconsole-stores-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let first = try await StorePlace(path: folder + "/first.db").open()
    let second = try await StorePlace(path: folder + "/second.db").open()
    let result: Result<Void, any Error>
    do {
        result = .success(try await body(first, second))
    } catch {
        result = .failure(error)
    }
    await first.close()
    await second.close()
    try result.get()
}
