import IntegrationCore
import TUIWidgets

/// Names and values of one record, the values under each other.
enum FactSheet {
    /// One line for each fact; later lines of a value stand under its first.
    static func text(_ facts: [(name: String, value: String)]) -> String {
        let width = facts.map { DisplayWidth.of($0.name) }.max() ?? 0
        return facts.flatMap { name, value in
            Sanitizer.text(value).split(separator: "\n", omittingEmptySubsequences: false)
                .enumerated().map { index, line in
                    let label = index == 0 ? name : ""
                    let gap = String(repeating: " ", count: width - DisplayWidth.of(label))
                    return label + gap + "  " + line
                }
        }.joined(separator: "\n")
    }
}
