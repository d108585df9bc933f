/// How far a test ticket has come: opened, noted, closed (product.md 11).
public struct TestTicketStep: Hashable, Sendable {
    /// The steps, in order.
    public enum Name: String, Sendable, CaseIterable {
        case opened, noted, closed
    }

    /// The step, and the number of the ticket.
    public var name: Name, ticket: Int64
    /// Why it did not work; nil when it did.
    public var failure: Failure?

    /// Makes a step.
    public init(_ name: Name, ticket: Int64, failure: Failure? = nil) {
        self.name = name
        self.ticket = ticket
        self.failure = failure
    }
}
