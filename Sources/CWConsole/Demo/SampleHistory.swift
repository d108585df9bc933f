import IntegrationCore

/// A week of nightly runs before the demo began; a few still fail when it begins.
struct SampleHistory: Sendable {
    /// The nights before the last and the last night, each oldest first.
    let earlier: [BackupEvent], lastNight: [BackupEvent]
    /// The places in the fleet of what fails at the end.
    let failing: Set<Int>

    /// Makes the week before `now`; the same for the same seed and moment.
    init(fleet: [SampleDevice], before now: Timestamp, seed: UInt64) {
        var dice = SeededDice(seed: seed)
        var earlier: [BackupEvent] = []
        var lastNight: [BackupEvent] = []
        var failing: Set<Int> = []
        for day in (0..<7).reversed() {
            for (place, device) in fleet.enumerated() {
                let end = now - .days(day) - .seconds(3_600 + Int64(place * 97))
                let fails =
                    day == 0
                    ? Self.failsAtTheEnd(device, place) : dice.isLucky(percent: 4)
                let warns = !fails && dice.isLucky(percent: 3)
                let complaint = fails || warns ? dice.pick(SampleDevice.complaints) : nil
                let event = device.run(
                    fails ? .failed : warns ? .warning : .success, endedAt: end,
                    id: "night-\(day)-\(place)", message: complaint)
                if day == 0 { lastNight.append(event) } else { earlier.append(event) }
                if day == 0, fails { failing.insert(place) }
            }
        }
        self.earlier = earlier.sorted { $0.time < $1.time }
        self.lastNight = lastNight.sorted { $0.time < $1.time }
        self.failing = failing
    }

    /// Every seventeenth machine, and the first of the company that nobody mapped.
    private static func failsAtTheEnd(_ device: SampleDevice, _ place: Int) -> Bool {
        device.isMapped ? place % 17 == 3 : device.name == "DC01"
    }
}
