/// Why a line is no event: one sentence that names the field.
public struct EventRejection: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason, like `data.result: "ok" is not one of success, warning, …`.
    public let description: String

    /// Makes a reason.
    public init(_ description: String) { self.description = description }

    static let tooLarge = EventRejection("too-large: an event has at most 65,536 bytes.")
}
