/// Prints figures with their budgets and remembers whether one was missed.
final class Report {
    private(set) var isWithinBudget = true

    /// A figure without a budget.
    func note(_ name: String, _ value: String) { print("\(name): \(value)") }

    /// A figure that must reach its budget.
    func atLeast(_ name: String, _ value: Double, _ budget: Double, unit: String) {
        judge(name, value, "at least \(Int(budget))", unit, isGood: value >= budget)
    }

    /// A figure that must stay under its budget.
    func under(_ name: String, _ value: Double, _ budget: Double, unit: String) {
        judge(name, value, "under \(Int(budget))", unit, isGood: value < budget)
    }

    private func judge(
        _ name: String, _ value: Double, _ budget: String, _ unit: String, isGood: Bool
    ) {
        let shown = value >= 100 ? "\(Int(value))" : "\((value * 1_000).rounded() / 1_000)"
        print("\(name): \(shown) \(unit) (budget: \(budget)) \(isGood ? "ok" : "MISSED")")
        if !isGood { isWithinBudget = false }
    }
}
