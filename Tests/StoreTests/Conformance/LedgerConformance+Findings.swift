import IntegrationCore
import Testing

extension LedgerConformance {
    private static let plan = RepairPlan(
        title: "Managed IDs of EFS-19652 Contoso", customerNumber: 19_652,
        steps: [
            RepairStep(
                .delete, "company/companies/250/managementSummaryReports/4",
                before: .object(["id": .integer(4)]), purpose: "take the wrong entry away"),
            RepairStep(
                .post, "company/companies/250/managementSummaryReports",
                body: .object(["snmpMachines": .integer(0)]), purpose: "make it anew"),
        ])

    static let findings = [
        LedgerCase("what checks of Managed IDs found is kept by customer") { bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            try await bench.record(bench.run(.success, minute: 0), at: 0)
            let other = try await bench.secondPartner()
            try await other.record(other.run(.success, minute: 0), at: 0)
            let wrong = ManagedIDFinding(
                verdict: .switched, detail: "1 and 2",
                entries: [.init(id: 4, groupIdentifier: "EFS-19652", deviceType: "BackupStats")],
                checkedAt: bench.at(1))
            try await ledger.saveManagedIDFindings([19_652: wrong], partner: partner)
            let right = ManagedIDFinding(verdict: .correct, checkedAt: bench.at(2))
            try await ledger.saveManagedIDFindings([19_652: right], partner: other.partner)
            #expect(try await ledger.managedIDFindings(partner) == [19_652: wrong])
            try await ledger.saveManagedIDFindings([19_652: right], partner: partner)
            #expect(try await ledger.managedIDFindings(partner) == [19_652: right])
            try await bench.refused(.notFound) {
                try await ledger.saveManagedIDFindings(
                    [7: right, 19_652: wrong], partner: partner)
            }
            #expect(try await ledger.managedIDFindings(partner) == [19_652: right])
        },
        LedgerCase("the doctor's last report is kept for each partner") { bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            #expect(try await ledger.doctorReport(partner) == nil)
            var report = DoctorReport(
                startedAt: bench.at(1), by: "ann",
                findings: [
                    DoctorFinding(
                        .managedIDs, .failed, found: "switched", expected: "in order",
                        remedy: ["repair"], repairs: [plan])
                ])
            try await ledger.saveDoctorReport(report, partner: partner)
            report.endedAt = bench.at(2)
            try await ledger.saveDoctorReport(report, partner: partner)
            #expect(try await ledger.doctorReport(partner) == report)
            let other = try await bench.secondPartner()
            #expect(try await ledger.doctorReport(other.partner) == nil)
        },
        LedgerCase("a repair is journalled step by step, one at a time for a customer") { bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            let begin: @Sendable (RepairPlan) async throws -> RepairRecord = {
                try await ledger.beginRepair(
                    $0, partner: partner, by: LedgerBench.who, now: bench.at(1))
            }
            let repair = try await begin(plan)
            #expect(repair.progress == [.planned, .planned])
            try await bench.refused(.refused) { _ = try await begin(plan) }
            var ofAnother = plan
            ofAnother.customerNumber = 7
            let second = try await begin(ofAnother)
            var ofAll = plan
            ofAll.customerNumber = nil
            let third = try await begin(ofAll)
            try await bench.refused(.refused) { _ = try await begin(ofAll) }

            try await ledger.markRepair(repair.id, step: 0, .sent)
            try await ledger.markRepair(repair.id, step: 0, .done(made: nil))
            try await ledger.markRepair(repair.id, step: 1, .sent)
            try await ledger.markRepair(repair.id, step: 1, .done(made: 12))
            try await bench.refused(.notFound) {
                try await ledger.markRepair(repair.id, step: 2, .sent)
            }
            let open = try await ledger.openRepairs(partner)
            #expect(open.map(\.id) == [repair.id, second.id, third.id])
            #expect(open.first?.plan == plan)
            #expect(open.first?.progress == [.done(made: nil), .done(made: 12)])
            #expect(open.first?.startedAt == bench.at(1))
            #expect(open.first?.by == "ann")
            let other = try await bench.secondPartner()
            #expect(try await ledger.openRepairs(other.partner).isEmpty)
            #expect(try await bench.audited("repair.begin").count == 3)
        },
        LedgerCase("a repair ends once, and a stopped one says why") { bench in
            let (ledger, partner) = (bench.ledger, bench.partner)
            let repair = try await ledger.beginRepair(
                plan, partner: partner, by: LedgerBench.who, now: bench.at(1))
            let end: @Sendable (RepairRecord.State, Failure?) async throws -> Void = {
                try await ledger.endRepair(
                    repair.id, $0, failure: $1, by: LedgerBench.who, now: bench.at(2))
            }
            try await bench.refused(.refused) { try await end(.stopped, nil) }
            try await bench.refused(.refused) { try await end(.open, nil) }
            try await end(.stopped, Failure(.permissionMissing, "Companies"))
            #expect(try await ledger.openRepairs(partner).isEmpty)
            #expect(try await bench.audited("repair.stopped").count == 1)
            try await bench.refused(.refused) { try await end(.finished, nil) }
            try await bench.refused(.refused) {
                try await ledger.markRepair(repair.id, step: 0, .sent)
            }
            _ = try await ledger.beginRepair(
                plan, partner: partner, by: LedgerBench.who, now: bench.at(3))
        },
    ]
}
