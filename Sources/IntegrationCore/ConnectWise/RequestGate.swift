/// How urgent a request is; a gate lets the more urgent go first.
public enum RequestPriority: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// Somebody waits at the screen; a ticket; statistics and other figures.
    case interactive, ticket, statistics

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Decides when a request may leave: the budget per minute and `Retry-After` of a site.
public protocol RequestGate: Sendable {
    /// Returns when the request may be sent.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while it waits.
    func admit(_ priority: RequestPriority) async throws
}

/// A gate that is always open, for a connection test and a single command.
public struct OpenGate: RequestGate {
    /// Makes an open gate.
    public init() {}

    public func admit(_ priority: RequestPriority) async throws {}
}
