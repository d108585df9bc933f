import IntegrationCore

/// What is wrong in a configuration's file, and where.
struct ConfigurationProblem: Hashable, Sendable {
    /// The place, like `rules[2].severities`; empty when the file is not read that far.
    let place: String
    /// The line and, where the text itself is wrong, the column; nil when no line says it.
    let line: Int?, column: Int?
    /// The reason and the remedy.
    let reason: String

    init(_ place: String, line: Int? = nil, column: Int? = nil, _ reason: String) {
        self.place = place
        self.line = line
        self.column = column
        self.reason = reason
    }

    /// The problem in one line.
    var sentence: String {
        let numbers = [line.map { "line \($0)" }, column.map { "column \($0)" }].compactMap(\.self)
        let whole = (numbers + [place]).filter { !$0.isEmpty }.joined(separator: ", ")
        return "\(whole): \(reason)"
    }

    /// The problem as `--json` says it.
    var document: JSONValue {
        [
            "place": .string(place), "line": .optional(line.map(Int64.init)),
            "column": .optional(column.map(Int64.init)), "reason": .string(reason),
        ]
    }
}

/// A configuration's file that cannot be taken over, with everything that is wrong in it.
struct ConfigurationRefused: Error, CustomStringConvertible {
    /// The file as it was named, and its problems in the order of their lines.
    let file: String, problems: [ConfigurationProblem]

    /// How many are told in words.
    private static let most = 100

    var description: String {
        let isAll = problems.count < ConfigurationLog.most
        let head =
            "The settings file \(file) has \(isAll ? "" : "at least ")"
            + "\(Formatting.count(problems.count, "problem")); nothing was changed."
        let told = problems.prefix(Self.most).map { "  \($0.sentence)" }
        let left = problems.count - told.count
        let rest = left > 0 ? ["  And \(Formatting.count(left)) more."] : []
        return ([head] + told + rest).joined(separator: "\n")
    }
}

/// Collects the problems of a file while it is read.
final class ConfigurationLog {
    /// How many are kept: a file that is something else altogether has millions.
    static let most = 1_000

    /// What was found so far.
    private(set) var problems: [ConfigurationProblem] = []

    /// Takes a problem down.
    func refuse(_ place: String, line: Int?, _ reason: String) {
        guard problems.count < Self.most else { return }
        problems.append(ConfigurationProblem(place, line: line, reason))
    }
}
