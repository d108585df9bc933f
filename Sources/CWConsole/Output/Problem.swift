import IntegrationCore

/// Why a command ends early: an exit status and a sentence with thing, reason and remedy.
struct Problem: Error, CustomStringConvertible {
    /// How the program ends.
    let status: ExitStatus
    /// The sentence.
    let description: String

    /// Makes a problem.
    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }

    /// Wrong usage or configuration.
    static func usage(_ description: String) -> Problem { Problem(.usage, description) }
}
