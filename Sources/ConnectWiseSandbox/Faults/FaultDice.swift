/// Draws the faults of each request from a plan.
struct FaultDice {
    private let plan: FaultPlan
    /// How many requests each rule has matched so far.
    private var matched: [Int]

    init(_ plan: FaultPlan) {
        self.plan = plan
        matched = plan.rules.map { _ in 0 }
    }

    /// The faults of the next request, delays first and at most one other.
    mutating func draw(method: String, path: String) -> [Fault] {
        var delays: [Fault] = []
        var chosen: Fault?
        for (index, rule) in plan.rules.enumerated() where rule.matches(method: method, path: path)
        {
            matched[index] += 1
            let count = matched[index]
            let chance = Self.chance(plan.seed, UInt64(index), UInt64(count))
            guard rule.when.strikes(count, chance) else { continue }
            if case .latency(let range) = rule.fault {
                let share = Self.chance(~plan.seed, UInt64(index), UInt64(count))
                let wait = range.lowerBound + (range.upperBound - range.lowerBound) * share
                delays.append(.latency(wait...wait))
            } else if chosen == nil {
                chosen = rule.fault
            }
        }
        return delays + (chosen.map { [$0] } ?? [])
    }

    /// A number from 0 up to 1 that depends on nothing but its arguments (SplitMix64).
    private static func chance(_ seed: UInt64, _ rule: UInt64, _ count: UInt64) -> Double {
        var bits = seed &+ rule &* 0xD1B5_4A32_D192_ED03 &+ count &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        return Double(bits >> 11) / 9_007_199_254_740_992
    }
}

extension FaultPlan.Rule.When {
    fileprivate func strikes(_ count: Int, _ chance: Double) -> Bool {
        switch self {
        case .always: true
        case .nth(let wanted): count == wanted
        case .first(let limit): count <= limit
        case .every(let step): step > 0 && count.isMultiple(of: step)
        case .probability(let share): chance < share
        }
    }
}
