import ConnectWiseSandbox
import Foundation
import IntegrationCore
import Locking
import TestSupport
import Testing

/// The doctor against a sandbox over https: each check good and bad.
@Suite struct DoctorTests {
    @Test func `a good set-up passes every check, in the order of the guide`() async throws {
        let bench = try await DoctorBench()

        let findings = try await bench.findings()

        #expect(findings.map(\.check) == DoctorCheck.allCases)
        for finding in findings { #expect(finding.outcome == .good, "\(finding)") }
    }

    @Test func `a doctor without a way to ConnectWise still looks at the store`() async throws {
        var bench = try await DoctorBench()
        bench.facts.rules = []
        bench.sandbox.stop()

        let findings = try await bench.findings()

        #expect(findings.first?.check == .connection && findings.first?.outcome == .failed)
        #expect(findings.first?.remedy.isEmpty == false)
        #expect(findings.contains { $0.check == .rules && $0.outcome == .failed })
        let rest = findings.filter { $0.check == .rights || $0.check == .managedIDs }
        #expect(rest.count == 2)
        for finding in rest {
            #expect(finding.outcome == .notChecked && finding.found.contains("connection"))
        }
    }

    @Test
    func `some checks without a way to ConnectWise say why, and those of the store need none`()
        async throws
    {
        let bench = try await DoctorBench()
        let before = bench.connected.requests.count
        #expect(try await bench.findings(.rules).map(\.check) == [.rules])
        #expect(bench.connected.requests.count == before)
        bench.sandbox.stop()

        let findings = try await bench.findings(.boards)

        #expect(findings.map(\.check) == [.connection, .boards])
        #expect(findings.map(\.outcome) == [.failed, .notChecked])
    }

    @Test func `a report that an earlier program kept is read with its one repair`() throws {
        let plan = RepairPlan(
            title: "Solution", steps: [RepairStep(.post, "/company/x", purpose: "make it")])
        let finding = DoctorFinding(
            .solution, .failed, found: "a", expected: "b", remedy: ["c"], repairs: [plan])
        let data = try JSONEncoder().encode(finding)
        let text = String(decoding: data, as: UTF8.self)
        let members = try #require(try JSONValue(parsing: Array(data)).object)
        var earlier = members
        earlier["repair"] = members["repairs"]?.array?.first
        earlier["repairs"] = nil

        let read = try JSONDecoder().decode(
            DoctorFinding.self, from: Data(JSONValue.object(earlier).bytes))

        #expect(read == finding && !text.contains("\"repair\""))
        #expect(try JSONDecoder().decode(DoctorFinding.self, from: data) == finding)
    }

    @Test func `probing the rights makes, changes and removes nothing`() async throws {
        let bench = try await DoctorBench()
        func everything() -> [[JSONValue]] {
            [
                "/service/tickets", "/company/configurations", DoctorBench.entries,
                DoctorBench.additions, DoctorBench.collection,
            ].map { bench.sandbox.records($0) }
        }
        let before = everything()

        let findings = try await bench.findings(.rights)

        #expect(everything() == before)
        #expect(findings.map(\.outcome) == [.good], "\(findings)")
        #expect(bench.connected.requests.contains { $0.method == .post })
        #expect(bench.connected.requests.contains { $0.method == .delete })
    }

    @Test func `a missing right is named by module and action`() async throws {
        var tenant = Tenant.standard
        var role = SecurityRole.everything
        role.changes.remove(.service)
        role.inquires.remove(.procurement)
        tenant.keys[0].role = role
        let bench = try await DoctorBench(tenant: tenant)

        let findings = try await bench.findings(.rights)

        let found = findings.map(\.found).joined(separator: "\n")
        #expect(findings.allSatisfy { $0.outcome == .failed })
        #expect(found.contains("Service Desk > Service Tickets, Add"))
        #expect(found.contains("Service Desk > Service Tickets, Edit"))
        #expect(found.contains("Procurement > Product Catalog, Inquire"))
        #expect(findings.count == 3, "\(found)")
        #expect(findings.allSatisfy { $0.remedy.contains { $0.contains("Security Roles") } })
    }

    @Test func `boards: hidden, inactive, and without a status for new tickets`() async throws {
        var bench = try await DoctorBench()
        let id = Int(bench.board.id)
        bench.sandbox.change("/service/boards", id, ["inactiveFlag": true])
        #expect(try await bench.findings(.boards).map(\.outcome) == [.failed])
        bench.sandbox.change("/service/boards", id, ["inactiveFlag": false])
        let statuses = "/service/boards/{parentId}/statuses"
        for status in bench.sandbox.records(statuses, parent: id) {
            let number = Int(try #require(status["id"]?.integer))
            bench.sandbox.change(statuses, number, ["escalationStatus": "NoEscalation"])
        }
        #expect(try await bench.findings(.boards).map(\.outcome) == [.warning])

        bench.facts.rules = [
            NotificationRule(
                id: RowID(1),
                action: .ticket(TicketRule(board: NamedReference(id: 9_999, name: "Gone"))))
        ]
        let gone = try #require(try await bench.findings(.boards).first)
        #expect(gone.outcome == .failed && gone.found.contains("Gone (9999)"))
    }

    @Test func `a solution that is missing or not custom is told, and making it is offered`()
        async throws
    {
        var bench = try await DoctorBench()
        bench.facts.site.solution = "Other"
        let missing = try #require(try await bench.findings(.solution).first)
        #expect(missing.outcome == .failed)
        #expect(
            missing.repairs.first?.steps.map(\.body) == [
                [
                    "name": "Other", "managementItSolutionType": "Custom",
                    "managementSolutionName": "Other",
                ]
            ])

        bench.facts.site.solution = "axcient"
        let near = try #require(try await bench.findings(.solution).first)
        #expect(near.outcome == .failed && near.repairs.isEmpty && near.found.contains("Axcient"))

        bench.facts.site.solution = "Axcient"
        let id = try #require(await bench.connected.client.managementSolutions().first).id
        bench.sandbox.change(
            "/company/managementItSolutions", Int(id), ["managementItSolutionType": "NAble"])
        let other = try #require(try await bench.findings(.solution).first)
        #expect(other.outcome == .failed && other.found.contains("NAble"))
    }

    @Test func `each wrong flag of the integration is named with the request that sets it`()
        async throws
    {
        let bench = try await DoctorBench()
        bench.sandbox.change(
            DoctorBench.collection, bench.integration,
            ["loginBy": "Member", "matchOnSerialNumberFlag": false])

        let finding = try #require(try await bench.findings(.integration).first)

        #expect(finding.outcome == .failed)
        #expect(finding.found.contains("Login By: Global"))
        #expect(!finding.found.contains("Billing Level"))
        let path = "\(DoctorBench.collection)/\(bench.integration)"
        #expect(finding.repairs.first?.steps.map(\.path) == [path, path])
        #expect(
            finding.repairs.first?.steps.last?.body == [
                ["op": "replace", "path": "matchOnSerialNumberFlag", "value": true]
            ])
        #expect(finding.repairs.first?.steps.last?.before == ["matchOnSerialNumberFlag": false])

        bench.sandbox.remove(DoctorBench.collection, bench.integration)
        let missing = try #require(try await bench.findings(.integration).first)
        #expect(missing.repairs.first?.steps.first?.method == .post)
    }

    @Test func `a stopped doctor sends nothing more and keeps what it had found`() async throws {
        let bench = try await DoctorBench()
        let found = Locked<[DoctorFinding]>([])
        let client = bench.connected.client
        let doctor = Doctor(facts: bench.facts, time: ManualTime(DoctorBench.now)) { client }
        let before = bench.connected.requests.count

        let stopped = await Task {
            do {
                try await doctor.run { news in
                    guard case .finding(let finding) = news else { return }
                    found.withLock { $0.append(finding) }
                    if finding.check == .boards { withUnsafeCurrentTask { $0?.cancel() } }
                }
                return false
            } catch {
                return true
            }
        }.value

        #expect(stopped)
        #expect(found.withLock { $0.map(\.check) } == [.connection, .version, .rights, .boards])
        let last = try #require(bench.connected.requests.dropFirst(before).last)
        #expect(last.path.contains("/statuses"))
    }

    @Test func `a report of some checks keeps what the older one says about the others`() {
        func finding(_ check: DoctorCheck, _ found: String) -> DoctorFinding {
            DoctorFinding(check, .good, found: found, expected: "")
        }
        let old = DoctorReport(
            startedAt: Timestamp(microseconds: 5), by: "kim",
            findings: [finding(.version, "old"), finding(.rules, "old")])
        let new = DoctorReport(
            startedAt: Timestamp(microseconds: 9), endedAt: Timestamp(microseconds: 10), by: "sam",
            findings: [finding(.rules, "new")])

        let merged = new.over(old, checked: [.rules])

        #expect(merged.findings.map(\.found) == ["old", "new"])
        #expect(merged.startedAt == old.startedAt && !merged.wasStopped)
    }
}
