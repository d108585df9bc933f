import ConnectWiseSandbox
import Foundation
import IntegrationCore
import Store
import TestSupport
import Testing

/// A repair of Managed IDs that is killed with SIGKILL after each of its requests.
@Suite(.serialized) struct ManagedIDRepairCrashTests {
    /// What is wrong with the company, and how many requests mend it.
    enum Anomaly: String, CaseIterable {
        case missingBoth, missingSecond, missingFirst, switched, agreement, wrongSolution
        case duplicate, nearMiss, differs

        var requests: Int {
            switch self {
            case .missingBoth, .duplicate: 2
            case .missingSecond, .agreement, .wrongSolution, .nearMiss, .differs: 1
            case .missingFirst: 3
            case .switched: 4
            }
        }
    }

    private static let list = "/company/companies/{parentId}/managementSummaryReports"

    private func plant(_ anomaly: Anomaly) async throws -> (Plant, company: Int) {
        let plant = try await Plant(start: SystemTime().now())
        let company = Int(
            try #require(plant.sandbox.records("/company/companies").first?["id"]?.integer))
        let rows = plant.sandbox.records(Self.list, parent: company)
        let ids = rows.compactMap { $0["id"]?.integer }.map(Int.init)
        try #require(ids.count == 2)
        let solution = rows[0]["managementSolution"] ?? .null
        func add(_ type: String, _ more: [String: JSONValue] = [:]) {
            let fields: [String: JSONValue] = [
                "groupIdentifier": "EFS-19652", "deviceType": .string(type),
                "managementSolution": solution,
            ]
            plant.sandbox.add(
                fields.merging(more) { _, new in new }, to: Self.list, parent: company)
        }
        func change(_ fields: [String: JSONValue]) {
            plant.sandbox.change(Self.list, ids[1], fields)
        }
        switch anomaly {
        case .missingBoth: for id in ids { plant.sandbox.remove(Self.list, id) }
        case .missingSecond: plant.sandbox.remove(Self.list, ids[1])
        case .missingFirst: plant.sandbox.remove(Self.list, ids[0])
        case .switched:
            plant.sandbox.remove(Self.list, ids[0])
            add("WorkstationsAndServers")
        case .agreement:
            let agreement = try #require(
                plant.sandbox.records("/finance/agreements").first?["id"]?.integer)
            change(["agreement": ["id": .integer(agreement), "name": "Managed Service"]])
        case .wrongSolution:
            let other = plant.sandbox.add(
                [
                    "name": "Other", "managementItSolutionType": "Custom",
                    "managementSolutionName": "Other",
                ], to: "/company/managementItSolutions")
            change(["managementSolution": ["id": .integer(Int64(other)), "name": "Other"]])
        case .duplicate:
            add("WorkstationsAndServers")
            add("BackupStats")
        case .nearMiss: change(["groupIdentifier": " efs-19652"])
        case .differs: change(["groupIdentifier": "EFS-99999"])
        }
        add("Servers", ["groupIdentifier": "ACME-1", "managementSolution": .null])
        return (plant, company)
    }

    private func expectRight(
        _ plant: Plant, _ company: Int, _ location: SourceLocation = #_sourceLocation
    ) async throws {
        let rows = plant.sandbox.records(Self.list, parent: company)
        let ours = rows.filter { $0["groupIdentifier"]?.string == "EFS-19652" }
        #expect(
            ours.map { $0["deviceType"]?.string } == ["WorkstationsAndServers", "BackupStats"],
            "\(rows)", sourceLocation: location)
        #expect(rows.count == 3, "\(rows)", sourceLocation: location)
        let finding = try await plant.ledger.managedIDFindings(plant.partner)[19_652]
        #expect(finding?.verdict == .correct, "\(rows)", sourceLocation: location)
        #expect(
            try await plant.ledger.openRepairs(plant.partner).isEmpty, sourceLocation: location)
        plant.expectNoViolations(location)
    }

    @Test(arguments: Anomaly.allCases)
    func `a repair that is killed after any request is finished exactly`(
        anomaly: Anomaly
    ) async throws {
        for request in 1...anomaly.requests {
            for point in ["repair-sent", "repair-answered", "repair-done"] {
                let (plant, company) = try await plant(anomaly)
                let death = try await ProbeProcess.run(
                    ["repair", plant.storePath], failpoint: "\(point):\(request)")
                #expect(death.wasKilled, "\(point) \(request)")
                #expect(try await plant.ledger.openRepairs(plant.partner).count == 1)

                #expect(try await ProbeProcess.run(["resume", plant.storePath]).status == 0)

                try await expectRight(plant, company)
            }
        }
    }

    @Test(arguments: [Anomaly.switched, .duplicate, .agreement, .missingBoth])
    func `a repair that is killed after its first request is taken back, then made`(
        anomaly: Anomaly
    ) async throws {
        let (plant, company) = try await plant(anomaly)
        // A twin is not put back beside its equal.
        func contents() -> Set<String> {
            let rows = plant.sandbox.records(Self.list, parent: company).map { row in
                [row["groupIdentifier"], row["deviceType"], row["agreement"]?["id"]]
                    .map { $0?.text ?? "" }.joined(separator: " ")
            }
            return Set(rows)
        }
        let before = contents()
        let death = try await ProbeProcess.run(
            ["repair", plant.storePath], failpoint: "repair-answered:1")
        #expect(death.wasKilled)

        #expect(try await ProbeProcess.run(["undo", plant.storePath]).status == 0)
        #expect(contents() == before)
        #expect(try await plant.ledger.openRepairs(plant.partner).isEmpty)

        #expect(try await ProbeProcess.run(["repair", plant.storePath]).status == 0)
        try await expectRight(plant, company)
    }
}
