import IntegrationCore

/// The credentials of one partner: reviewed, tested over https, sealed into the store.
struct LedgerCredentials: CredentialsDesk {
    /// The partner whose credentials they are.
    let partner: RowID<Partner>
    /// Where they are kept, and with what key.
    let ledger: any Ledger, keyring: Keyring
    /// The one curl thread of the process.
    let loop: CurlLoop
    /// The clock, and who saves.
    let time: any TimeSource, user: Operator

    func review(_ draft: CredentialsDraft) async throws -> CredentialsReview {
        var review = CredentialsReview(of: draft)
        if review.isLegacyOnly {
            if review.draft.legacyPassword.isEmpty,
                try await ledger.sealedLegacyPassword(partner) == nil
            {
                review.problems[.legacyPassword] =
                    "The Integrator password is empty and none is stored. Enter it, or enter"
                    + " both API keys instead."
            }
        } else if review.draft.privateKey.isEmpty, review.problems[.siteURL] == nil {
            review.problems[.privateKey] = Self.wrongHost(
                review.draft.site, saved: try await ledger.site(partner).value)
        }
        return review
    }

    func test(_ draft: CredentialsDraft) -> AsyncStream<ConnectionStage> {
        AsyncStream { stream in
            let task = Task {
                do {
                    let draft = try await review(draft).draft
                    let site = draft.site
                    let key = try await privateKey(of: draft)
                    let test = IntegrationCore.ConnectionTest(
                        site: site, privateKey: key,
                        transport: CurlTransport(loop: loop, site: site), time: time)
                    var isGood = true
                    for await step in test.steps() {
                        guard let stage = ConnectionStage(step) else { continue }
                        if stage.outcome == .failed { isGood = false }
                        stream.yield(stage)
                    }
                    if isGood { try await closeCircuit(site) }
                } catch {
                    stream.yield(ConnectionStage(failed: "Stored credentials", because: error))
                }
                stream.finish()
            }
            stream.onTermination = { _ in task.cancel() }
        }
    }

    func save(_ draft: CredentialsDraft, version: Int64) async throws {
        let review = try await review(draft)
        guard review.isAcceptable else { throw CredentialsRefused(problems: review.sentences) }
        let key = review.draft.privateKey
        var sealed: SealedKey?
        if !key.isEmpty {
            sealed = try await keyring.seal(key, for: partner)
        } else if try await ledger.secretNote(partner) == nil, !review.isLegacyOnly {
            throw CredentialsRefused(problems: [
                "The private key is empty and none is stored. Enter the private API key."
            ])
        }
        let password = review.draft.legacyPassword
        try await ledger.saveCredentials(
            review.draft.site, version: version, sealedKey: sealed,
            sealedLegacyPassword: password.isEmpty
                ? nil : try await keyring.seal(password, for: partner).sealed,
            partner: partner, by: user, now: time.now())
    }

    /// The key as typed; else the stored one, if it was saved for the host of the draft.
    private func privateKey(of draft: CredentialsDraft) async throws -> Secret {
        guard draft.privateKey.isEmpty else { return draft.privateKey }
        let saved = try await ledger.site(partner)
        if let problem = Self.wrongHost(draft.site, saved: saved.value) {
            throw CredentialsRefused(problems: [problem])
        }
        let key = try await keyring.privateKey(of: partner)
        // Somebody may have saved a key for another host between the two readings.
        guard try await ledger.site(partner).version == saved.version else {
            throw CredentialsRefused(problems: [
                "The credentials were saved by somebody else meanwhile. Test again."
            ])
        }
        return key
    }

    /// Why the stored key may not go to the host of a site, with the remedy; nil when it may.
    private static func wrongHost(
        _ site: ConnectWiseSite, saved: ConnectWiseSite
    ) -> String? {
        site.hostChange(from: saved).map { change in
            change + " Type the private key again: the stored one is sent only to the host "
                + "that it was saved for."
        }
    }

    /// A good test of the stored credentials lets the held pushes go (product.md 3).
    private func closeCircuit(_ site: ConnectWiseSite) async throws {
        guard try await ledger.site(partner).value == site else { return }
        let isHeld = try await ledger.partners().contains { $0.id == partner && $0.circuit != nil }
        if isHeld { try await ledger.closeCircuit(partner: partner, by: user, now: time.now()) }
    }
}

extension ConnectionStage {
    /// A step of the test; nil for one that was not tried.
    fileprivate init?(_ step: IntegrationCore.ConnectionTest.Step) {
        switch step.outcome {
        case .passed(let fact):
            self.init(
                name: step.stage.title, outcome: .passed, detail: Sanitizer.line(fact), remedy: [])
        case .failed(let failure):
            self.init(failed: step.stage.title, because: failure)
        case .skipped:
            return nil
        }
    }

    fileprivate init(failed name: String, because error: any Error) {
        let failure = error as? Failure
        self.init(
            name: name, outcome: .failed,
            detail: Sanitizer.line(failure?.message ?? "\(error)"),
            remedy: failure?.explanation.remedy ?? [])
    }
}
