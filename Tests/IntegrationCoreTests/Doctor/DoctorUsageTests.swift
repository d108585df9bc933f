import ConnectWiseSandbox
import IntegrationCore
import TestSupport
import Testing

/// Coverage: usage that no addition bills, additions that no usage moves.
@Suite struct DoctorUsageTests {
    private static let gigabytes: Int64 = 161_329_709_056

    /// The only finding of coverage.
    private func finding(_ bench: DoctorBench) async throws -> DoctorFinding {
        let findings = try await bench.findings(.coverage)
        #expect(findings.count == 1, "\(findings.map(\.found))")
        return try #require(findings.first)
    }

    @Test func `usage without an addition names customers, amounts and the remedy`() async throws {
        var bench = try await DoctorBench()
        bench.facts.usage = [
            DoctorBench.usage(["online-backup-select": ["storageBytes": Self.gigabytes]])
        ]
        let additions = DoctorBench.additions
        #expect(try await finding(bench).outcome == .good)

        bench.sandbox.change(
            additions, bench.addition, ["cancelledDate": "2026-02-01T00:00:00Z"])
        let cancelled = try await finding(bench)
        #expect(
            cancelled.found.hasSuffix(
                "never billed: 1 (EFS-19652 150.25 GB, its addition is cancelled)."))
        bench.sandbox.change(
            additions, bench.addition,
            ["cancelledDate": .null, "effectiveDate": "2099-01-01T00:00:00Z"])
        #expect(try await finding(bench).found.contains("is not effective yet"))
        bench.sandbox.remove(additions, bench.addition)
        let nothing = try await finding(bench)
        #expect(nothing.outcome == .failed)
        #expect(
            nothing.found
                == "Select Online Backup Storage: used without an addition, so never billed:"
                + " 1 (EFS-19652 150.25 GB).")
        #expect(nothing.remedy.contains { $0.contains("Managed ID as serial number") })
        #expect(nothing.remedy.contains { $0.contains(bench.product.name) })
    }

    @Test func `a service of which nothing is used needs no addition`() async throws {
        var bench = try await DoctorBench()
        bench.sandbox.remove(DoctorBench.additions, bench.addition)
        bench.facts.usage = [DoctorBench.usage(["online-backup-select": ["storageBytes": 0]])]

        #expect(try await finding(bench).outcome == .good)
    }

    @Test func `an addition without usage is told once the snapshot is complete`() async throws {
        var bench = try await DoctorBench()
        bench.sandbox.change(DoctorBench.additions, bench.addition, ["quantity": .number(187.5)])
        let other = ["local-backup": ["storageBytes": Int64(1)]]
        bench.facts.usage = [DoctorBench.usage(other, isWhole: false)]
        #expect(try await finding(bench).outcome == .good)

        bench.facts.usage = [DoctorBench.usage(other)]
        let unused = try await finding(bench)
        #expect(unused.outcome == .warning)
        #expect(
            unused.found.contains(
                "additions without usage: 1 (EFS-19652 quantity 187.5); the quantity stays"))
        bench.facts.settings.vanishedUsage = .pushZero
        #expect(try await finding(bench).found.hasSuffix("0 is pushed."))
        // Zero is told: that is usage too, and the quantity becomes 0.
        bench.facts.usage = [DoctorBench.usage(["online-backup-select": ["storageBytes": 0]])]
        #expect(try await finding(bench).outcome == .good)
        // What is cancelled needs no usage.
        bench.facts.usage = [DoctorBench.usage(other)]
        bench.sandbox.change(
            DoctorBench.additions, bench.addition, ["cancelledDate": "2026-02-01T00:00:00Z"])
        #expect(try await finding(bench).outcome == .good)
    }

    @Test func `additions of customers that no source tells of`() async throws {
        var bench = try await DoctorBench()
        bench.facts.usage = []
        let first = try await finding(bench)
        #expect(first.outcome == .warning && first.found.hasPrefix("No usage was ever reported"))

        bench.facts.usage = [
            DoctorBench.usage(["local-backup": ["storageBytes": 1]], customer: 7)
        ]
        let second = try await finding(bench)
        #expect(second.found.hasSuffix("was never reported: 1 (EFS-19652)."))
        #expect(second.remedy.first?.contains("usage.snapshot.v1") == true)
    }

    @Test func `usage of what is not billed, and of what nobody set up`() async throws {
        var bench = try await DoctorBench()
        bench.facts.crossReferences? += [
            CrossReference(
                id: "own-1", service: "D2C Servers", unit: .devices, isOwn: true,
                level: "x360Recover D2C", type: "Servers")
        ]
        let services: [String: [String: Int64]] = [
            "online-backup-select": ["storageBytes": 1], "email-archiving": ["mailboxes": 42],
            "x360recover-d2c": ["servers": 3], "x360cloud": ["seats": 5],
        ]
        bench.facts.usage = [
            DoctorBench.usage(services),
            DoctorBench.usage(["email-archiving": ["mailboxes": 8]], customer: 7),
        ]

        let findings = try await bench.findings(.coverage)

        #expect(findings.map(\.outcome) == [.warning, .warning])
        #expect(
            findings.first?.found
                == "Usage that is not billed: Email Archiving # Mailboxes 50 mailboxes"
                + " (customers: 2), D2C Servers 3 devices (customers: 1).")
        #expect(findings.last?.found.hasSuffix("set up: x360cloud (customers: 1).") == true)
        #expect(findings.last?.remedy.last?.contains("xref add x360cloud") == true)
    }

    @Test func `usage is compared as far as the store and ConnectWise let it be`() async throws {
        var bench = try await DoctorBench()
        bench.facts.crossReferences?[0].bills = false
        bench.facts.usage = [DoctorBench.usage(["online-backup-select": ["storageBytes": 0]])]
        #expect(try await finding(bench).outcome == .good)

        bench.facts.crossReferences?[0].bills = true
        bench.sandbox.setFaults(FaultPlan(rules: [.init(.permanentError, path: "/finance")]))
        let refused = try await finding(bench)
        #expect(refused.outcome == .notChecked && !refused.remedy.isEmpty)
        bench.facts.usage = nil
        #expect(try await finding(bench).outcome == .notChecked)
    }
}
