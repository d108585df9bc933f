import ArgumentParser
import IntegrationCore

/// Reads the words of `rules add`.
enum RuleWords {
    /// All event types, or some.
    enum Events: Sendable {
        case all, some(Set<EventClass>)

        /// As a rule keeps them; nil for all.
        var classes: Set<EventClass>? {
            if case .some(let classes) = self { classes } else { nil }
        }
    }

    /// All customers, or some as a person named them.
    enum Customers: Sendable {
        case all, some([String])

        /// As a rule keeps them; nil for all.
        func numbers(prefix: String) throws(Problem) -> Set<Int64>? {
            guard case .some(let names) = self else { return nil }
            var numbers: Set<Int64> = []
            for name in names {
                guard let found = ManagedID(name, prefix: prefix) else {
                    throw .usage(
                        "'\(name)' is no customer id. Give numbers or Managed IDs, "
                            + "like 19652 or \(prefix)19652.")
                }
                numbers.insert(found.number)
            }
            return numbers
        }
    }

    /// Reads `all` or `19652,EFS-19653`.
    @Sendable static func customers(_ text: String) throws -> Customers {
        text.lowercased() == "all" ? .all : .some(try words(text))
    }

    /// A severity and the priority its tickets get.
    struct Priority: Sendable {
        let severity: Severity, name: String
    }

    /// Reads `warning,error`.
    @Sendable static func severities(_ text: String) throws -> Set<Severity> {
        Set(try words(text).map { try severity($0) })
    }

    /// Reads `all` or `BackupFailure,BackupMissed`.
    @Sendable static func eventClasses(_ text: String) throws -> Events {
        if text.lowercased() == "all" { return .all }
        return .some(
            Set(
                try words(text).map { word in
                    let found = EventClass.allCases.first {
                        $0.rawValue.lowercased() == word.lowercased()
                    }
                    if let found { return found }
                    throw ValidationError(
                        "'\(word)' is no event type. Event types: all, "
                            + EventClass.allCases.map(\.rawValue).joined(separator: ", ") + ".")
                }))
    }

    /// Reads `error=High`.
    @Sendable static func priority(_ text: String) throws -> Priority {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let first = parts.first, let name = parts.last else {
            throw ValidationError("--priority '\(text)' is not written as SEVERITY=NAME-OR-ID.")
        }
        return Priority(severity: try severity(String(first)), name: String(name))
    }

    private static func severity(_ word: String) throws -> Severity {
        if let severity = Severity(rawValue: word.lowercased()) { return severity }
        throw ValidationError(
            "'\(word)' is no severity. Severities: "
                + Severity.allCases.map(\.rawValue).joined(separator: ", ") + ".")
    }

    private static func words(_ text: String) throws -> [String] {
        let words = text.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
        guard !words.isEmpty, words.allSatisfy({ !$0.isEmpty }) else {
            throw ValidationError("'\(text)' is no list; write the words with commas between them.")
        }
        return words
    }
}
