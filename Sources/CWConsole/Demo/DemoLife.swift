import IntegrationCore

/// What happens behind the demo's screen: the sample data, the engine, an event every second.
struct DemoLife: Sendable {
    let stage: DemoStage
    let room: EngineRoom

    /// Goes on until it is cancelled.
    func live() async throws {
        let failing = try await stage.furnish()
        try await room.start()
        var day = SampleDay(
            fleet: SampleDevice.fleet(seed: DemoStage.seed), failing: failing,
            seed: DemoStage.seed)
        var next = stage.time.now()
        while !Task.isCancelled {
            next = max(next + .seconds(1), stage.time.now())
            try await stage.time.sleep(until: next)
            if let event = day.next(at: stage.time.now()) {
                try await stage.take([event])
                room.wake()
            }
        }
    }
}

extension DemoStage {
    /// Takes the engine's place of the demo's store.
    func enterEngine() throws -> EngineRoom {
        switch try EngineRoom.enter(ledger, place: place, time: time) {
        case .here(let room): return room
        case .taken(let holder):
            throw Problem.usage(
                "The demo store \(place.path) is in use (\(holder)). "
                    + "End that demo first, or name another file with --store.")
        }
    }
}
