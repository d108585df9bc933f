import IntegrationCore

/// What happens while the demo runs: one event a second, failures that get fixed.
struct SampleDay: Sendable {
    private let fleet: [SampleDevice]
    private var dice: SeededDice
    private var second = 0
    /// The places in the fleet of what fails, with the second at which it is fixed.
    private(set) var failing: [Int: Int]

    /// Begins the day with what failed last night; that is fixed by and by.
    init(fleet: [SampleDevice], failing: Set<Int>, seed: UInt64) {
        self.fleet = fleet
        dice = SeededDice(seed: seed)
        let mendable = failing.sorted().filter { fleet[$0].isMapped }
        self.failing = Dictionary(
            mendable.enumerated().map { ($1, 60 + $0 * 30) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Whether every machine is well.
    var isQuiet: Bool { failing.isEmpty }

    /// The event of the next second.
    ///
    /// Unless it `opensNew` failures, the ones there are get fixed, one a second.
    mutating func next(at now: Timestamp, opensNew: Bool = true) -> BackupEvent? {
        defer { second += 1 }
        let id = "day-\(now.microseconds)-\(second)"
        let due = failing.filter { $0.value <= second || !opensNew }.keys.min()
        if let due, let device = device(due) {
            failing[due] = nil
            return device.run(.success, endedAt: now, id: id)
        }
        // One failure early on, so that a ticket is seen to open and to close within a minute.
        let fails = opensNew && failing.count < 9 && (second == 3 || dice.isLucky(percent: 6))
        // The company that nobody mapped is quiet, or a success would take its failure back.
        let places = fleet.indices.filter { failing[$0] == nil && fleet[$0].isMapped }
        guard let place = dice.pick(places), let device = device(place) else { return nil }
        guard fails else { return device.run(.success, endedAt: now, id: id) }
        failing[place] = second + Int.random(in: 12...30, using: &dice)
        return device.run(
            .failed, endedAt: now, id: id, message: dice.pick(SampleDevice.complaints))
    }

    private func device(_ place: Int) -> SampleDevice? {
        fleet.indices.contains(place) ? fleet[place] : nil
    }
}
