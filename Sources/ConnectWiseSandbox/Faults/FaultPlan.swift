/// Which requests go wrong, and how; the same plan and requests give the same faults.
public struct FaultPlan: Sendable, Hashable {
    /// The seed of everything drawn by chance.
    public var seed: UInt64
    /// Looked at in order: delays add up, the first other fault that applies is taken.
    public var rules: [Rule]

    /// A plan in which nothing goes wrong.
    public static let none = FaultPlan()

    /// Makes a plan.
    public init(seed: UInt64 = 1, rules: [Rule] = []) {
        self.seed = seed
        self.rules = rules
    }

    /// One rule: a fault for some of the requests to some routes.
    public struct Rule: Sendable, Hashable {
        /// Which of the matching requests it strikes, counted from 1.
        public enum When: Sendable, Hashable {
            /// Every one.
            case always
            /// Only the one with this number.
            case nth(Int)
            /// The first so many.
            case first(Int)
            /// Those whose number is a multiple of this one.
            case every(Int)
            /// Each with this probability, 0 to 1.
            case probability(Double)
        }

        /// The verb it applies to; nil for all.
        public var method: String?
        /// The start of the path below `/apis/3.0` such as `/service/tickets`; `{id}` stands for one
        /// segment, a final `$` for the end of the path; nil for all.
        public var path: String?
        /// Which of the matching requests.
        public var when: When
        /// What goes wrong.
        public var fault: Fault

        /// Makes a rule.
        public init(
            _ fault: Fault, method: String? = nil, path: String? = nil, when: When = .always
        ) {
            self.method = method
            self.path = path
            self.when = when
            self.fault = fault
        }

        func matches(method: String, path: String) -> Bool {
            if let wanted = self.method, wanted != method { return false }
            guard var pattern = self.path?.split(separator: "/") else { return true }
            let segments = path.split(separator: "/")
            let isWhole = pattern.last?.last == "$"
            if isWhole, let last = pattern.popLast()?.dropLast(), !last.isEmpty {
                pattern.append(last)
            }
            guard segments.count >= pattern.count, !isWhole || segments.count == pattern.count
            else { return false }
            return zip(pattern, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
    }
}
