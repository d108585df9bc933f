import ConnectWiseSandbox
import IntegrationCore
import Testing

/// The doctor's checks of services, products, additions and Managed IDs.
@Suite struct DoctorBillingTests {
    @Test func `cross-references: inactive, near miss, other product, twice, missing`()
        async throws
    {
        let bench = try await DoctorBench()
        func judged(_ fields: [String: JSONValue]) async throws -> DoctorFinding {
            bench.sandbox.change(DoctorBench.references, bench.reference, fields)
            return try #require(try await bench.findings(.crossReferences).first)
        }

        let inactive = try await judged(["inactiveFlag": true])
        #expect(inactive.found.contains("switched off"))
        #expect(
            inactive.repairs.first?.steps.first?.body == [
                ["op": "replace", "path": "inactiveFlag", "value": false]
            ])
        let near = try await judged(["inactiveFlag": false, "vendorType": "storage "])
        #expect(near.found.contains("'storage '"))
        #expect(
            near.repairs.first?.steps.map(\.body) == [
                [["op": "replace", "path": "vendorType", "value": "Storage"]]
            ])
        let other = try await judged(["vendorType": "Storage", "product": ["id": 9_999]])
        #expect(
            other.repairs.first?.steps.first?.body == [
                [
                    "op": "replace", "path": "product",
                    "value": ["id": .integer(bench.product.id)],
                ]
            ])
        let twin = bench.sandbox.add(
            ["vendorLevel": "Select", "vendorType": "Storage"], to: DoctorBench.references,
            parent: bench.integration)
        let twice = try #require(try await bench.findings(.crossReferences).first)
        #expect(twice.found.contains("more than once"))
        #expect(twice.repairs.first?.steps.map(\.method) == [.patch, .delete])
        #expect(twice.repairs.first?.steps.last?.path.hasSuffix("/\(twin)") == true)
        bench.sandbox.remove(DoctorBench.references, twin)
        bench.sandbox.remove(DoctorBench.references, bench.reference)
        let missing = try #require(try await bench.findings(.crossReferences).first)
        #expect(missing.repairs.first?.steps.first?.method == .post)
        for finding in [inactive, near, other, twice, missing] {
            #expect(finding.outcome == .failed)
            #expect(!finding.remedy.isEmpty)
        }
    }

    @Test func `products: gone, inactive, not picked`() async throws {
        var bench = try await DoctorBench()
        bench.sandbox.change(
            "/procurement/catalog", Int(bench.product.id), ["inactiveFlag": true])
        let inactive = try #require(try await bench.findings(.products).first)
        #expect(inactive.outcome == .failed && inactive.found.contains("inactive"))
        bench.facts.crossReferences?[0].product = NamedReference(id: 9_999, name: "GONE")
        let gone = try #require(try await bench.findings(.products).first)
        #expect(gone.outcome == .failed && gone.found.contains("no product 9999 GONE"))
        bench.facts.crossReferences?[0].product = nil
        let none = try #require(try await bench.findings(.products).first)
        #expect(none.outcome == .failed && none.found.contains("No product was picked"))
        #expect(try await bench.findings(.crossReferences).map(\.outcome) == [.notChecked])
        bench.facts.crossReferences?[0].bills = false
        #expect(try await bench.findings(.products).map(\.outcome) == [.notChecked])
    }

    @Test func `a product that is a flat line of an agreement is told`() async throws {
        var bench = try await DoctorBench()
        bench.sandbox.add(
            ["product": ["id": .integer(bench.product.id)], "serialNumber": ""],
            to: DoctorBench.additions, parent: bench.agreement)
        let line = try #require(try await bench.findings(.flatFees).first)
        #expect(line.outcome == .warning && line.found.contains("EFS-19652"))
        bench.facts.crossReferences?[0].isFlatFee = true
        #expect(try await bench.findings(.flatFees).map(\.outcome) == [.failed])
    }

    @Test func `additions: cancelled, not effective, of somebody else, several`() async throws {
        let bench = try await DoctorBench()
        func judged(_ fields: [String: JSONValue]) async throws -> DoctorFinding {
            bench.sandbox.change(DoctorBench.additions, bench.addition, fields)
            return try #require(try await bench.findings(.agreements).last)
        }

        let cancelled = try await judged(["cancelledDate": "2026-02-01T00:00:00Z"])
        #expect(cancelled.outcome == .warning && cancelled.found.contains("is cancelled: 1"))
        let later = try await judged(["cancelledDate": "2099-01-01T00:00:00Z"])
        #expect(later.outcome == .good)
        let early = try await judged(["effectiveDate": "2099-01-01T00:00:00Z"])
        #expect(early.found.contains("not effective yet: 1 (EFS-19652)"))
        // Who certainly uses nothing needs no addition.
        var idle = bench
        idle.facts.usage = [DoctorBench.usage(["local-backup": ["servers": 1]])]
        let foreign = try await judged([
            "effectiveDate": "2026-01-01T00:00:00Z", "serialNumber": "EFS-7",
        ])
        #expect(foreign.found.contains("no addition: 1"))
        #expect(try await idle.findings(.agreements).map(\.outcome) == [.good])
        let stray = try await bench.findings(.agreements, .coverage)
        #expect(stray.last?.found.contains("EFS-7 at EFS-19652") == true)
        // Case and blanks are ours to overlook (contract 8.9).
        #expect(try await judged(["serialNumber": " efs-19652 "]).outcome == .good)
        bench.sandbox.add(
            ["product": ["id": .integer(bench.product.id)], "serialNumber": "EFS-19652"],
            to: DoctorBench.additions, parent: bench.agreement)
        let several = try #require(try await bench.findings(.agreements).last)
        #expect(several.outcome == .failed && several.found.contains("several additions match: 1"))
    }

    @Test func `Managed IDs are summed up by verdict, with the first few names`() async throws {
        let bench = try await DoctorBench()
        let company = try #require(bench.facts.customers.first?.companyID)
        let ids = bench.sandbox.records(DoctorBench.entries, parent: Int(company)).compactMap {
            $0["id"]?.integer
        }
        bench.sandbox.remove(DoctorBench.entries, Int(try #require(ids.last)))

        let finding = try #require(try await bench.findings(.managedIDs).first)

        #expect(finding.outcome == .failed)
        #expect(finding.found.hasPrefix("1 of 1 companies:") && finding.found.contains("EFS-19652"))
        #expect(finding.remedy.first?.contains("Press f") == true)
        #expect(finding.repairs.map(\.customerNumber) == [19_652])
        #expect(finding.repairs.first?.steps.map(\.method) == [.post])

        bench.sandbox.change("/company/companies", Int(company), ["deletedFlag": true])
        let deleted = try #require(try await bench.findings(.managedIDs).first)
        #expect(deleted.outcome == .failed && deleted.found.hasSuffix("is deleted."))
        #expect(deleted.repairs.isEmpty && !deleted.remedy.isEmpty)
    }

    @Test func `additions that cannot be read are told with the reason, the others are judged`()
        async throws
    {
        let bench = try await DoctorBench()
        bench.sandbox.setFaults(
            FaultPlan(rules: [.init(.permanentError, path: "/finance/agreements/{id}/additions")]))

        let findings = try await bench.findings(.agreements)

        #expect(findings.map(\.outcome) == [.notChecked, .good])
        #expect(findings.first?.found.contains("1 (EFS-19652)") == true)
        #expect(findings.first?.remedy.isEmpty == false)
    }

    @Test func `rules: none, and one that leaves something out`() async throws {
        var bench = try await DoctorBench()
        bench.facts.rules[1].eventClasses = [.backupCompleted]
        let narrow = try #require(try await bench.findings(.rules).first)
        #expect(narrow.outcome == .failed && narrow.found.contains("subscribed to all"))
        bench.facts.rules = []
        #expect(try await bench.findings(.rules).map(\.outcome) == [.failed, .failed])
    }

    @Test func `alerts by mail and what reaches nobody are told`() async throws {
        var bench = try await DoctorBench()
        var account = Account(
            id: RowID(1), customer: RowID(1), customerNumber: 19_652, externalID: "EFS123456789")
        account.settings.enablesExternalAlerts = true
        account.settings.contactEmail = "Helpdesk@msp.example"
        bench.facts.accounts = [account]
        #expect(try await bench.findings(.alerts).map(\.outcome) == [.warning, .warning])

        bench.facts.customers.append(Customer(id: RowID(2), number: 7, name: "New"))
        bench.facts.waiting = [
            WaitingSourceCustomer(source: "cove", id: "x9", name: nil, events: 4)
        ]
        bench.facts.rules[0].customers = [19_652]
        bench.facts.rules[0].eventClasses = [.backupFailure]
        let coverage = try await bench.findings(.coverage).map(\.found).joined(separator: "\n")
        #expect(coverage.contains("Errors that open no ticket: BackupMissed"))
        #expect(coverage.contains("Customers that no ticket rule is for: 1 (EFS-7)"))
        #expect(coverage.contains("Customers without a company: 1 (EFS-7)"))
        #expect(coverage.contains("Events that reach nobody: 4"))
    }
}
