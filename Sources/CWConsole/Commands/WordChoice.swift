import ArgumentParser

/// Reads one word of a closed list; a wrong one is refused with the list.
enum WordChoice {
    /// The choice with this raw value.
    static func read<Choice: RawRepresentable<String> & CaseIterable>(
        _ text: String
    ) throws -> Choice {
        if let choice = Choice(rawValue: text) { return choice }
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(text)' is not one of: \(words).")
    }
}
