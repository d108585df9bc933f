import IntegrationCore
import Testing

extension LedgerBench {
    /// A second partner of the same store, with its own customer 19652.
    func secondPartner() async throws -> LedgerBench {
        let other = try await ledger.addPartner(
            name: "Südwind", mode: .sandbox, by: Self.who, now: Self.start)
        return LedgerBench(ledger, partner: other.id)
    }

    /// The row number of the customer that `run` names.
    func customerID(_ number: Int64 = 19_652) async throws -> RowID<Customer> {
        try #require(try await ledger.customer(partner, number: number)).id
    }

    /// The newest action of the trail, and how often it stands there.
    func audited(_ action: String) async throws -> [AuditEntry] {
        try await ledger.audit(before: nil, limit: 1_000).filter { $0.action == action }
    }

    /// Expects a refusal of a kind, and that the trail did not grow.
    func refused(
        _ kind: LedgerError.Kind, sourceLocation: SourceLocation = #_sourceLocation,
        _ act: () async throws -> Void
    ) async throws {
        let before = try await ledger.audit(before: nil, limit: 1).first?.id
        let error = await #expect(throws: LedgerError.self, sourceLocation: sourceLocation) {
            try await act()
        }
        #expect(error?.kind == kind, sourceLocation: sourceLocation)
        let after = try await ledger.audit(before: nil, limit: 1).first?.id
        #expect(after == before, "a refusal leaves no entry", sourceLocation: sourceLocation)
    }
}

extension LedgerConformance {
    static let setup = references + accounts + mapping + findings + rolesAndRequests + whole

    private static let references = [
        LedgerCase("cross-references begin with the twelve, and carry a version") { bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            let first = try await ledger.crossReferences(partner)
            #expect(first.value == CrossReference.standard)
            #expect(first.version == 0)
            var changed = first.value
            changed[0].bills = true
            changed[0].product = NamedReference(id: 7, name: "Backup GB")
            changed.append(
                CrossReference(
                    id: "immutable", service: "Immutable Copies", unit: .gigabytes, isOwn: true,
                    level: "Immutable", type: "Storage"))
            try await ledger.saveCrossReferences(
                changed, version: 0, partner: partner, by: LedgerBench.who, now: bench.at(1))
            let saved = try await ledger.crossReferences(partner)
            #expect(saved.value == changed)
            #expect(saved.version == 1)
            #expect(saved.savedBy == "ann")
            let entry = try #require(try await bench.audited("references.save").first)
            #expect(entry.detail.contains("select-storage.bills: false -> true"))
            #expect(!entry.detail.contains("basic-storage"))
            let other = try await bench.secondPartner()
            #expect(
                try await ledger.crossReferences(other.partner).value == CrossReference.standard)
        },
        LedgerCase("cross-references over somebody else's save, or wrong ones, are refused") {
            bench in
            let save: @Sendable ([CrossReference], Int64) async throws -> Void = {
                try await bench.ledger.saveCrossReferences(
                    $0, version: $1, partner: bench.partner, by: LedgerBench.who, now: bench.at(1))
            }
            let good = CrossReference.standard
            try await save(good, 0)
            try await bench.refused(.changedMeanwhile) { try await save(good, 0) }
            try await bench.refused(.refused) { try await save(Array(good.dropFirst()), 1) }
            try await bench.refused(.refused) { try await save(good.reversed(), 1) }
            var twice = good
            twice[1].level = twice[0].level
            try await bench.refused(.refused) { try await save(twice, 1) }
            for level in ["", "  ", "a\u{1B}b", String(repeating: "x", count: 256)] {
                var wrong = good
                wrong[3].level = level
                try await bench.refused(.refused) { try await save(wrong, 1) }
            }
        },
        LedgerCase("a rule is changed in its place, with its customers") { bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            let first = try await bench.addTicketRule()
            let added = try await ledger.addRule(
                action: .synchronize, severities: [.error], eventClasses: nil,
                customers: [7, 19_652], partner: partner, by: LedgerBench.who, now: bench.at(1))
            #expect(added.customers == [7, 19_652])
            var changed = first
            changed.customers = [19_652]
            changed.severities = [.error]
            try await ledger.updateRule(
                changed, partner: partner, by: LedgerBench.who, now: bench.at(2))
            #expect(try await ledger.rules(partner) == [changed, added])
            let entry = try #require(try await bench.audited("rule.update").first)
            #expect(entry.detail.contains(#"customers: "all" -> "19652""#))

            let other = try await bench.secondPartner()
            let foreign = changed
            changed.customers = []
            let wrong = changed
            try await bench.refused(.notFound) {
                try await ledger.updateRule(
                    foreign, partner: other.partner, by: LedgerBench.who, now: bench.at(3))
            }
            try await bench.refused(.refused) {
                try await ledger.updateRule(
                    wrong, partner: partner, by: LedgerBench.who, now: bench.at(3))
            }
        },
    ]

    private static let rolesAndRequests = [
        LedgerCase("roles carry a version, and a manager stays") { bench in
            let ledger = bench.ledger
            #expect(try await ledger.roleBindings().value.isEmpty)
            let bindings = [
                RoleBinding(.user("ann"), .manager), RoleBinding(.group("support"), .support),
            ]
            let save: @Sendable ([RoleBinding], Int64) async throws -> Void = {
                try await ledger.saveRoleBindings(
                    $0, version: $1, by: LedgerBench.who, now: bench.at(1))
            }
            try await save(bindings, 0)
            let saved = try await ledger.roleBindings()
            #expect(saved.value == bindings)
            #expect(saved.version == 1)
            #expect(saved.value.role(user: "kim", groups: ["support", "staff"]) == .support)
            let entry = try #require(try await bench.audited("roles.save").first)
            #expect(
                entry.detail == #"group:support: none -> "support"; user:ann: none -> "manager""#)
            try await bench.refused(.changedMeanwhile) { try await save([], 0) }
            try await bench.refused(.refused) {
                try await save([RoleBinding(.user("kim"), .support)], 1)
            }
            try await bench.refused(.refused) {
                try await save(bindings + [RoleBinding(.user("ann"), .auditor)], 1)
            }
            try await bench.refused(.refused) {
                try await save(bindings + [RoleBinding(.user("k m"), .auditor)], 1)
            }
            try await save([], 1)
            #expect(try await ledger.roleBindings().value.isEmpty)
        },
        LedgerCase("requests of jobs count for two minutes, for their partner") { bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            try await ledger.recordJobRequests(3, partner: partner, now: bench.at(0))
            try await ledger.recordJobRequests(2, partner: partner, now: bench.at(0))
            try await ledger.recordJobRequests(0, partner: partner, now: bench.at(0))
            #expect(
                try await ledger.recentRequests(partner: partner, since: bench.at(0)).count == 5)
            #expect(
                try await ledger.recentRequests(partner: partner, since: bench.at(1)).isEmpty)
            let other = try await bench.secondPartner()
            #expect(
                try await ledger.recentRequests(partner: other.partner, since: bench.at(0)).isEmpty)
            try await ledger.recordJobRequests(1, partner: partner, now: bench.at(3))
            #expect(
                try await ledger.recentRequests(partner: partner, since: bench.at(0)).count == 1)
        },
        LedgerCase("the audit trail is found by who, action, words and time") { bench in
            let ledger = bench.ledger
            for (index, action) in ["rule.add", "rule.remove", "push", "push"].enumerated() {
                try await ledger.appendAudit(
                    action, target: "ticket \(index)", detail: "50% of Contoso",
                    partner: bench.partner, by: Operator(index < 2 ? "kim" : "engine"),
                    now: bench.at(index + 1))
            }
            let find: @Sendable ((inout AuditFilter) -> Void) async throws -> [String] = { edit in
                var filter = AuditFilter()
                edit(&filter)
                return try await ledger.audit(matching: filter, before: nil, limit: 10)
                    .map(\.target)
            }
            #expect(try await find { $0.action = "rule" } == ["ticket 1", "ticket 0"])
            #expect(try await find { $0.who = "engine" } == ["ticket 3", "ticket 2"])
            #expect(
                try await find {
                    $0.who = "kim"
                    $0.action = "push"
                }.isEmpty)
            #expect(try await find { $0.text = "contoso TICKET 50%" }.count == 4)
            #expect(try await find { $0.text = "5_%" }.isEmpty)
            #expect(
                try await find {
                    $0.since = bench.at(2)
                    $0.until = bench.at(4)
                } == ["ticket 2", "ticket 1"])
            let all = try await ledger.audit(matching: AuditFilter(), before: nil, limit: 2)
            let next = try await ledger.audit(
                matching: AuditFilter(), before: all.last?.id, limit: 10)
            #expect((all + next).map(\.id) == [5, 4, 3, 2, 1])
        },
    ]
}
