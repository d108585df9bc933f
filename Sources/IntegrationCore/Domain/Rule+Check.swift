extension NotificationRule {
    /// Why this cannot be a rule, in one sentence; nil when it can.
    public var refusal: String? {
        if severities.isEmpty { return "A rule listens to at least one severity." }
        if eventClasses?.isEmpty == true {
            return "A rule listens to at least one event type; subscribe to all or name one."
        }
        guard customers.map({ !$0.isEmpty && $0.allSatisfy { $0 > 0 } }) ?? true else {
            return "A rule is for every customer, or for customers named by their numbers."
        }
        if case .ticket(let rule) = action, !(0...365).contains(rule.reopenDays) {
            return "The reopen window has 0 to 365 days."
        }
        return nil
    }
}
