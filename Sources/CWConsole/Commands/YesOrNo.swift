import ArgumentParser

/// A box that a flag checks or clears.
enum YesOrNo: String, ExpressibleByArgument, CaseIterable, Sendable {
    case yes, no

    /// Whether it is checked.
    var isYes: Bool { self == .yes }
}
