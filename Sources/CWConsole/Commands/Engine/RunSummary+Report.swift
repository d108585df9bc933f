import IntegrationCore

extension RunSummary {
    /// The summary as `--json` says it.
    var document: JSONValue {
        [
            "pushes": .count(pushes), "requests": .count(requests),
            "outcomes": .object(
                Dictionary(
                    outcomes.map { ($0.key.words, .count($0.value)) },
                    uniquingKeysWith: { first, _ in first })),
        ]
    }

    /// The summary in one sentence.
    var sentence: String {
        let words = EffectState.allCases.compactMap { state in
            outcomes[state].map { "\($0) \(state.words)" }
        }
        return pushes == 0
            ? "Nothing was due."
            : "\(pushes) pushes with \(requests) requests: \(words.joined(separator: ", "))."
    }

    /// 4 when ConnectWise cannot be reached or refuses the keys, 1 when some pushes failed.
    func status(_ ledger: any Ledger, _ session: Session) async throws -> ExitStatus {
        for partner in try await ledger.partners() {
            if let sentence = partner.heldSentence {
                session.output.message(sentence)
                return .connectWiseRefused
            }
            var filter = NotificationFilter()
            filter.states = [.waiting]
            let waiting = try await ledger.notifications(
                partner.id, matching: filter, page: PageRequest(limit: 1_000))
            let reach: Set<FailureCode> = [.serverUnreachable, .certificateNotTrusted]
            if let failure = waiting.lazy.compactMap(\.failure).first(where: {
                reach.contains($0.code)
            }) {
                session.output.message(Sanitizer.line(failure.message))
                return .connectWiseRefused
            }
        }
        let trouble: [EffectState] = [.parked, .conflict, .retryWait, .unknown]
        return trouble.contains { outcomes[$0] != nil } ? .doneWithFailures : .done
    }
}

extension Partner {
    /// Why the pushes are held, in one sentence; nil while they are not.
    var heldSentence: String? {
        circuit.map {
            "Pushes of '\(Sanitizer.line(name))' are held: \(Sanitizer.line($0.failure.message))"
        }
    }
}

extension EffectState {
    /// The state as the summary says it.
    fileprivate var words: String {
        switch self {
        case .retryWait: "waiting"
        case .parked: "failed"
        default: rawValue
        }
    }
}
