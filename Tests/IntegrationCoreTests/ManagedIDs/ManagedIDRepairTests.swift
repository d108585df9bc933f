@testable import IntegrationCore
import TestSupport
import Testing

/// Repairs against a simulated ConnectWise that is cut off from, or refuses, at any request.
@Suite struct ManagedIDRepairTests {
    static let id = ManagedID(prefix: "EFS-", number: 19_652)
    static let company = NamedReference(id: 250, name: "Contoso")
    static let customer = Customer(
        id: RowID(1), number: 19_652, name: "Contoso", companyID: 250, companyName: "Contoso")

    static func entry(
        _ id: Int64, _ type: String, key: String = "EFS-19652", solution: String = "Axcient",
        agreement: Int64? = nil
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": .integer(id), "groupIdentifier": .string(key), "deviceType": .string(type),
            "managementSolution": [
                "id": .integer(solution == "Axcient" ? 7 : 8), "name": .string(solution),
            ],
        ]
        if let agreement { members["agreement"] = ["id": .integer(agreement), "name": "x"] }
        return .object(members)
    }

    /// One company for each kind of plan, with an entry of somebody else's in each.
    static let cases: [[JSONValue]] = {
        let (machines, backups) = ("WorkstationsAndServers", "BackupStats")
        let foreign = entry(90, machines, key: "ACME-1", solution: "Other")
        return [
            [],
            [entry(1, machines)],
            [entry(1, backups)],
            [entry(1, backups), entry(2, machines)],
            [entry(1, machines), entry(2, backups, agreement: 5)],
            [entry(1, machines), entry(2, backups, key: "EFS-999")],
            [entry(1, machines, solution: "Other"), entry(2, backups)],
            [entry(1, machines), entry(2, machines), entry(3, backups), entry(4, backups)],
            [entry(1, machines), entry(2, backups, key: "efs-19652 ")],
        ].map { $0 + [foreign] }
    }()

    private func finding(_ site: SimulatedCompany) -> ManagedIDFinding {
        ManagedIDFinding(
            of: Self.id, company: Self.company,
            reports: site.rows.compactMap(ConnectWise.ManagementSummaryReport.init),
            solution: "Axcient", checkedAt: ManualTime().now())
    }

    private func plan(_ site: SimulatedCompany) -> RepairPlan? {
        let planner = ManagedIDRepairPlanner(
            prefix: "EFS-", solution: NamedReference(id: 7, name: "Axcient"),
            solutionName: "Axcient", customers: [19_652, 20_417])
        guard case .plan(let plan) = planner.answer(finding(site), of: Self.customer) else {
            return nil
        }
        return plan
    }

    private func runner(_ site: SimulatedCompany, _ journal: MemoryJournal) -> RepairRunner {
        RepairRunner(
            site: site, journal: journal, partner: RowID(1), by: Operator("kim"),
            time: ManualTime())
    }

    private func expectRight(
        _ site: SimulatedCompany, _ before: [JSONValue],
        _ location: SourceLocation = #_sourceLocation
    ) {
        let ours = site.rows.filter { $0["groupIdentifier"]?.string == "EFS-19652" }
        #expect(finding(site).verdict == .correct, "\(site.rows)", sourceLocation: location)
        #expect(ours.count == 2, "\(site.rows)", sourceLocation: location)
        let foreign = { (rows: [JSONValue]) in
            rows.filter { $0["groupIdentifier"]?.string == "ACME-1" }
        }
        #expect(foreign(site.rows) == foreign(before), sourceLocation: location)
    }

    @Test(arguments: cases.indices)
    func `a line that is cut before or after any request is taken up exactly`(index: Int)
        async throws
    {
        let before = Self.cases[index]
        let steps = try #require(plan(SimulatedCompany(before))).steps.count
        for request in 1...steps {
            for trouble in [SimulatedCompany.Trouble.before, .after] {
                let site = SimulatedCompany(before)
                let journal = MemoryJournal()
                site.fail(trouble, at: request)
                let wanted = try #require(plan(site))
                _ = try await runner(site, journal).run(wanted)
                let open = try #require(try await journal.openRepairs(RowID(1)).first)

                let record = try await runner(site, journal).resume(open)

                #expect(record.state == .finished)
                expectRight(site, before)
            }
        }
    }

    @Test(arguments: cases.indices)
    func `a repair that was cut off is taken back`(index: Int) async throws {
        let before = Self.cases[index]
        let steps = try #require(plan(SimulatedCompany(before))).steps.count
        for request in 1...steps {
            for trouble in [SimulatedCompany.Trouble.before, .after] {
                let site = SimulatedCompany(before)
                let journal = MemoryJournal()
                site.fail(trouble, at: request)
                let wanted = try #require(plan(site))
                _ = try await runner(site, journal).run(wanted)
                let open = try #require(try await journal.openRepairs(RowID(1)).first)

                let shown = try await runner(site, journal).requests(thatTakeBack: open)
                let sent = site.sent.count
                let record = try await runner(site, journal).undo(open)

                #expect(record.state == .undone)
                // What was shown before is what was sent.
                #expect(
                    Array(site.sent.dropFirst(sent))
                        == shown.map { "\($0.method.rawValue) \($0.path)" })
                // Ids are ConnectWise's to give, and a twin is not put back beside its equal.
                #expect(
                    Set(SimulatedCompany.contents(site.rows))
                        == Set(SimulatedCompany.contents(before)))
            }
        }
    }

    @Test(arguments: cases.indices)
    func `a refused request stops with the reason, and can be resumed`(index: Int) async throws {
        let before = Self.cases[index]
        let steps = try #require(plan(SimulatedCompany(before))).steps.count
        for request in 1...steps {
            let site = SimulatedCompany(before)
            let journal = MemoryJournal()
            site.fail(.refused, at: request)
            let stopped = try await runner(site, journal).run(try #require(plan(site)))
            #expect(stopped.state == .stopped)
            #expect(stopped.failure?.code == .permissionMissing)
            let open = try await journal.openRepairs(RowID(1)).first
            // What has changed nothing is over: there is nothing to go on with or to take back.
            #expect((open == nil) == (request == 1))
            #expect(open?.progress[request - 1] ?? .planned == .planned)

            let record =
                if let open {
                    try await runner(site, journal).resume(open)
                } else {
                    try await runner(site, journal).run(try #require(plan(site)))
                }

            #expect(record.state == .finished)
            expectRight(site, before)
        }
    }

    @Test func `any company comes right, and nothing of others is touched`() async throws {
        var dice = SystemRandomNumberGenerator()
        let types = ["WorkstationsAndServers", "BackupStats", "Servers"]
        for _ in 0..<500 {
            let rows = (1...Int.random(in: 1...6, using: &dice)).map { id in
                Self.entry(
                    Int64(id), types.randomElement(using: &dice) ?? "",
                    key: ["EFS-19652", "EFS-19652", "efs-19652 ", "EFS-20417", "ACME-1"]
                        .randomElement(using: &dice) ?? "",
                    solution: ["Axcient", "Axcient", "Other"].randomElement(using: &dice) ?? "",
                    agreement: Bool.random(using: &dice) ? 5 : nil)
            }
            let site = SimulatedCompany(rows)
            guard let wanted = plan(site) else {
                #expect(finding(site).verdict == .correct, "\(rows)")
                continue
            }
            _ = try await runner(site, MemoryJournal()).run(wanted)
            #expect(finding(site).verdict == .correct, "\(rows) became \(site.rows)")
            let foreign = { (rows: [JSONValue]) in
                rows.filter { row in
                    let key = row["groupIdentifier"]?.string
                    return key == "ACME-1" || key == "EFS-20417"
                }
            }
            #expect(foreign(site.rows) == foreign(rows), "\(rows) became \(site.rows)")
            #expect(plan(site) == nil)
        }
    }

    @Test func `every verdict has words and stands for the engine's error`() {
        for verdict in ManagedIDVerdict.allCases {
            #expect(!verdict.words.isEmpty)
            #expect((verdict.failureCode == nil) == (verdict == .correct))
        }
        #expect(Set(ManagedIDVerdict.allCases.compactMap(\.failureCode)).count == 13)
    }

    @Test func `the same id on two companies is repaired only when it is clear where it belongs`() {
        let planner = ManagedIDRepairPlanner(
            prefix: "EFS-", solution: NamedReference(id: 7, name: "Axcient"),
            solutionName: "Axcient", customers: [19_652])
        let wrong = ManagedIDFinding.Entry(
            id: 40, groupIdentifier: "EFS-19652", deviceType: "BackupStats",
            company: NamedReference(id: 251, name: "Fabrikam"))
        func answer(_ rows: [JSONValue]) -> ManagedIDRepairPlanner.Answer {
            let finding = ManagedIDFinding(
                of: Self.id, company: Self.company,
                reports: rows.compactMap(ConnectWise.ManagementSummaryReport.init),
                solution: "Axcient", elsewhere: [wrong], checkedAt: ManualTime().now())
            #expect(finding.verdict == .sameIDOnTwoCompanies)
            return planner.answer(finding, of: Self.customer)
        }

        if case .person(let reason) = answer([]) {
            #expect(reason.contains("mapping may be wrong"))
        } else {
            Issue.record("nobody can know which company is meant")
        }
        guard
            case .plan(let plan) = answer([
                Self.entry(1, "WorkstationsAndServers"), Self.entry(2, "BackupStats"),
            ])
        else {
            Issue.record("it is clear where it belongs")
            return
        }
        #expect(
            plan.steps.map(\.path) == ["/company/companies/251/managementSummaryReports/40"])
        #expect(plan.steps.map(\.method) == [.delete])
    }
}
