import IntegrationCore

extension Condition {
    /// Whether a record fulfils the condition; `values` reads a field, several for an array.
    func holds(_ values: (FieldPath) -> [JSONValue]) -> Bool {
        switch self {
        case .all(let parts): parts.allSatisfy { $0.holds(values) }
        case .any(let parts): parts.contains { $0.holds(values) }
        case .not(let part): !part.holds(values)
        case .compare(let path, let comparison, let operand):
            path.present(values(path)).contains { comparison.holds($0, operand) }
        case .among(let path, let operands):
            path.present(values(path)).contains { value in
                operands.contains { Comparison.equal.holds(value, $0) }
            }
        }
    }

    /// The text that `field` must equal for the condition to hold; nil when it is not that narrow.
    func requiredText(of field: String) -> String? {
        switch self {
        case .compare(let path, .equal, .text(let text)) where path.segments == [field]: text
        case .all(let parts): parts.lazy.compactMap { $0.requiredText(of: field) }.first
        default: nil
        }
    }

    /// Whether the condition speaks of `field` anywhere.
    func mentions(_ field: String) -> Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.contains { $0.mentions(field) }
        case .not(let part): part.mentions(field)
        case .compare(let path, _, _), .among(let path, _): path.segments.first == field
        }
    }
}

extension FieldPath {
    /// What a condition sees: an absent flag is false, any other absent field is null.
    fileprivate func present(_ values: [JSONValue]) -> [JSONValue] {
        let absent: JSONValue = type == .boolean ? .bool(false) : .null
        return values.isEmpty ? [absent] : values.map { $0 == .null ? absent : $0 }
    }
}

extension Condition.Comparison {
    func holds(_ value: JSONValue, _ operand: Operand) -> Bool {
        switch self {
        case .equal: equals(value, operand)
        case .different: !equals(value, operand)
        case .less: order(value, operand).map { $0 < 0 } ?? false
        case .atMost: order(value, operand).map { $0 <= 0 } ?? false
        case .greater: order(value, operand).map { $0 > 0 } ?? false
        case .atLeast: order(value, operand).map { $0 >= 0 } ?? false
        case .contains: matches(value, operand, open: true)
        case .like: matches(value, operand, open: false)
        }
    }

    private func equals(_ value: JSONValue, _ operand: Operand) -> Bool {
        switch (value, operand) {
        case (.null, .null): true
        case (.bool(let flag), .flag(let wanted)): flag == wanted
        default: order(value, operand) == 0
        }
    }

    /// Less than, equal to or greater than zero; nil when the two cannot be compared.
    private func order(_ value: JSONValue, _ operand: Operand) -> Int? {
        switch operand {
        case .number(let wanted): value.double.map { $0 < wanted ? -1 : $0 > wanted ? 1 : 0 }
        case .text(let wanted):
            value.string.map {
                let text = $0.lowercased()
                return text < wanted ? -1 : text > wanted ? 1 : 0
            }
        case .moment(let wanted):
            value.string.flatMap { Timestamp(rfc3339: $0) }
                .map { $0 < wanted ? -1 : $0 > wanted ? 1 : 0 }
        case .null, .flag: nil
        }
    }

    private func matches(_ value: JSONValue, _ operand: Operand, open: Bool) -> Bool {
        guard case .text(let pattern) = operand, let text = value.string else { return false }
        return Wildcard(pattern, open: open).matches(text.lowercased())
    }
}
