import ConnectWiseSandbox
import IntegrationCore
import Testing

@Suite struct ConnectionTestTests {
    @Test func `good settings pass all six steps in order`() async throws {
        let steps = try await steps { _ in }

        #expect(steps.map(\.stage) == ConnectionTest.Stage.allCases)
        for step in steps {
            guard case .passed(let fact) = step.outcome else {
                Issue.record("\(step)")
                continue
            }
            #expect(!fact.isEmpty)
        }
    }

    @Test func `each wrong value fails at its own step, the rest is skipped`() async throws {
        typealias Stage = ConnectionTest.Stage
        let cases: [(Stage, FailureCode, @Sendable (inout Trial) -> Void)] = [
            (.reach, .credentialsIncomplete, { $0.site.url = "http://psa.example" }),
            (.reach, .hostNotConfirmed, { $0.site.confirmedHost = "" }),
            (.reach, .certificateNotTrusted, { $0.site.certificateAuthorityPEM = "" }),
            (.reach, .serverUnreachable, { $0.site.url = "https://127.0.0.1:1" }),
            (.companyInfo, .signInRefused, { $0.site.company = "nobody" }),
            (.signIn, .signInRefused, { $0.key = "wrong" }),
            (.clientID, .clientIDMissing, { $0.site.clientID = "other" }),
            (.boards, .permissionMissing, { $0.role = .everything(except: .service) }),
        ]

        for (stage, code, edit) in cases {
            let steps = try await steps(edit)

            #expect(steps.map(\.stage) == Stage.allCases, "\(stage) \(code)")
            let failed = steps.compactMap { step -> FailureCode? in
                if case .failed(let failure) = step.outcome, step.stage == stage {
                    return failure.code
                }
                return nil
            }
            #expect(failed == [code], "\(steps)")
            let after = steps.drop { $0.stage != stage }.dropFirst()
            #expect(after.allSatisfy { $0.outcome == .skipped })
            let before = steps.prefix { $0.stage != stage }
            #expect(before.allSatisfy { if case .passed = $0.outcome { true } else { false } })
        }
    }

    private struct Trial {
        var site: ConnectWiseSite
        var key: String
        var role = SecurityRole.everything
    }

    private func steps(
        _ edit: (inout Trial) -> Void
    ) async throws -> [ConnectionTest.Step] {
        let sandbox = try ConnectWiseSandbox()
        try sandbox.start()
        defer { sandbox.stop() }
        var trial = Trial(site: SandboxedClient.site(of: sandbox), key: sandbox.privateKey)
        edit(&trial)
        sandbox.setKeys([
            KeyPair(
                publicKey: sandbox.publicKey, privateKey: sandbox.privateKey, role: trial.role)
        ])
        let test = ConnectionTest(
            site: trial.site, privateKey: Secret(trial.key),
            transport: CurlTransport(loop: CurlLoop(), site: trial.site), time: SystemTime())
        return await test.steps().reduce(into: []) { $0.append($1) }
    }
}
