import IntegrationCore
import Testing

@Suite struct EffectStateTests {
    /// Written out once more, by hand, from `OutboxStates.md`.
    private static let table: [EffectState: Set<EffectState>] = [
        .planned: [.leased, .skipped, .parked],
        .leased: [.planned, .intent, .retryWait, .parked, .done, .skipped, .unknown, .conflict],
        .intent: [.done, .planned, .retryWait, .parked, .unknown, .conflict, .skipped],
        .unknown: [.leased, .parked],
        .retryWait: [.planned, .leased, .skipped, .parked],
        .parked: [.planned, .unknown, .done, .skipped],
        .conflict: [.planned, .unknown, .done, .skipped],
        .done: [.planned],
        .skipped: [.planned],
    ]

    @Test(arguments: EffectState.allCases)
    func `a state is followed by these states only`(state: EffectState) {
        #expect(state.successors == Self.table[state])
    }

    @Test func `an unclear create is never planned again without a probe`() {
        #expect(!EffectState.unknown.successors.contains(.planned))
        #expect(!EffectState.unknown.successors.contains(.intent))
    }

    @Test func `every state can be left, and every state can be reached`() {
        let reached = EffectState.allCases.reduce(into: Set([EffectState.planned])) {
            $0.formUnion($1.successors)
        }
        #expect(reached == Set(EffectState.allCases))
        #expect(EffectState.allCases.allSatisfy { !$0.successors.isEmpty })
    }

    @Test func `the engine goes on by itself from live states only`() {
        #expect(
            EffectState.allCases.filter(\.isLive)
                == [.planned, .leased, .intent, .unknown, .retryWait])
    }
}
