import IntegrationCore
import Locking

/// Every request the sandbox received, readable while it runs.
public final class Journal: Sendable {
    private let state = Locked(Contents())

    private struct Contents: Sendable {
        var entries: [JournalEntry] = []
        var numbers = 0
        var listeners: [Int: AsyncStream<JournalEntry>.Continuation] = [:]
    }

    /// So many requests are kept; a sandbox that runs for weeks forgets the oldest.
    private static let limit = 200_000

    init() {}

    /// All requests, in order of arrival.
    public var entries: [JournalEntry] {
        state.withLock { $0.entries }.sorted { $0.number < $1.number }
    }

    /// How many requests arrived and were looked at.
    public var count: Int { state.withLock { $0.entries.count } }

    /// The requests to one operation such as `POST /service/tickets`.
    public func requests(_ operation: String) -> [JournalEntry] {
        entries.filter { $0.operation == operation }
    }

    /// Every violation of the official description, with the number of its request.
    public var violations: [(request: Int, violation: Violation)] {
        entries.flatMap { entry in entry.violations.map { (entry.number, $0) } }
    }

    /// The largest number of requests in any window of that length.
    public func mostRequests(inAny window: Duration = .seconds(60)) -> Int {
        let times = entries.map(\.arrived).sorted()
        var most = 0
        var first = 0
        for (last, time) in times.enumerated() {
            while times[first] + window <= time { first += 1 }
            most = max(most, last - first + 1)
        }
        return most
    }

    /// The requests from now on, each as soon as it was carried out or refused.
    ///
    /// For tests that wait without asking again and again, and for showing traffic live.
    public func stream() -> AsyncStream<JournalEntry> {
        let (stream, listener) = AsyncStream.makeStream(of: JournalEntry.self)
        let key = state.withLock { state in
            let key = (state.listeners.keys.max() ?? 0) + 1
            state.listeners[key] = listener
            return key
        }
        listener.onTermination = { [state] _ in
            state.withLock { $0.listeners[key] = nil }
        }
        return stream
    }

    /// Forgets all requests; numbering goes on.
    public func clear() { state.withLock { $0.entries = [] } }

    func nextNumber() -> Int {
        state.withLock {
            $0.numbers += 1
            return $0.numbers
        }
    }

    func append(_ entry: JournalEntry) {
        let listeners = state.withLock { state in
            if state.entries.count >= Self.limit { state.entries.removeFirst(Self.limit / 4) }
            state.entries.append(entry)
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.yield(entry) }
    }
}
