/// Why the sandbox could not do what it was asked, in one sentence with the remedy.
public struct SandboxError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}
