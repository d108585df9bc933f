import ConnectWiseSandbox
import IntegrationCore
import Locking
import TestSupport
import Testing

@testable import CWConsole

/// ConnectWise refuses any single request of the doctor or of its repairs.
@Suite struct DoctorRefusalTests {
    private static let integrations = "/company/managedDevicesIntegrations"

    @Test func `the doctor`() async throws {
        let shop = try await Workshop(tenant: Workshop.small) { Workshop.billOne(&$0, $1) }
        // What was not good is looked at again, as an operator would do it: the walk is shorter.
        let left = Locked(Set(DoctorCheck.allCases))
        let all = { left.withLock { $0 = Set(DoctorCheck.allCases) } }
        try await RefusalWalk(shop: shop, name: "doctor", arrange: all) {
            let checks = left.withLock { $0 }
            let told = await shop.run(.doctor(checks))
            let wrong = told.doctor.filter { $0.outcome == .notChecked || $0.outcome == .failed }
            #expect(Set(told.doctor.map(\.check)) == checks)
            left.withLock { $0 = Set(wrong.map(\.check)) }
            return .init(
                troubles: [told.trouble].compactMap(\.self)
                    + wrong.map { Self.explained($0) },
                isGood: told.trouble == nil && wrong.isEmpty)
        }.walk()
    }

    /// A finding as the report says it; what the doctor itself found has words of its own.
    private static func explained(_ finding: DoctorFinding) -> String {
        #expect(!finding.found.isEmpty && !finding.remedy.isEmpty, "\(finding)")
        let text = ([finding.found] + finding.remedy).joined(separator: " ")
        let depends = finding.found.contains("cannot be asked while the connection fails")
        return finding.outcome == .failed && finding.check != .connection || depends
            ? FailureText.sentence(Failure(.unexpected, text)) : text
    }

    @Test func `repairs of the doctor`() async throws {
        var tenant = Tenant.setUp
        tenant.integration?.loginBy = "Member"
        tenant.integration?.matchesOnSerialNumber = false
        let shop = try await Workshop(tenant: tenant) { Workshop.billOne(&$0, $1) }
        let checks: Set<DoctorCheck> = [.integration]
        try await RefusalWalk(
            shop: shop, name: "doctor's repair",
            arrange: {
                shop.sandbox.change(
                    Self.integrations,
                    Int(
                        shop.sandbox.records(Self.integrations).first?["id"]?.integer ?? 0),
                    ["loginBy": "Member", "matchOnSerialNumberFlag": false])
            }
        ) {
            var troubles = [try await shop.resumeRepairs().trouble].compactMap(\.self)
            let found = await shop.run(.doctor(checks)).doctor
            let plans = found.flatMap(\.repairs)
            if !plans.isEmpty {
                let told = await shop.run(.repair(plans))
                troubles += [told.trouble].compactMap(\.self)
                troubles += told.records.compactMap { $0.failure.map(FailureText.sentence) }
            } else {
                troubles += found.filter { $0.outcome == .notChecked }.map(Self.explained)
            }
            let seen = await shop.run(.doctor(checks)).doctor
            troubles += seen.filter { $0.outcome == .notChecked }.map(Self.explained)
            return .init(
                troubles: troubles,
                isGood: seen.map(\.outcome) == [.good] && troubles.isEmpty)
        }.walk()
    }
}
