internal import Locking

/// What changes rarely at a site, kept for ten minutes: statuses of boards, configuration types.
final class SiteCatalog: Sendable {
    static let lifetime = Duration.seconds(600)

    private struct Kept<Value: Sendable> {
        var value: Value, at: Duration
    }

    private struct State {
        var statuses: [Int64: Kept<[ConnectWise.BoardStatus]>] = [:]
        var types: Kept<[ConnectWise.ConfigurationType]>?
    }

    private let state = Locked(State())

    /// The statuses of a board that are not switched off, by sort order.
    func statuses(
        board: Int64, _ client: ConnectWiseClient, at now: Duration
    ) async throws -> [ConnectWise.BoardStatus] {
        if let kept = state.withLock({ $0.statuses[board] }), kept.at + Self.lifetime > now {
            return kept.value
        }
        let found = try await client.statuses(board: board).filter { !$0.isInactive }
            .sorted { ($0.sortOrder, $0.id) < ($1.sortOrder, $1.id) }
        state.withLock { $0.statuses[board] = Kept(value: found, at: now) }
        return found
    }

    /// The configuration types that are not switched off.
    func configurationTypes(
        _ client: ConnectWiseClient, at now: Duration
    ) async throws -> [ConnectWise.ConfigurationType] {
        if let kept = state.withLock({ $0.types }), kept.at + Self.lifetime > now {
            return kept.value
        }
        let found = try await client.configurationTypes().filter { !$0.isInactive }
        state.withLock { $0.types = Kept(value: found, at: now) }
        return found
    }

    /// Forgets everything, because an answer showed that something is no longer so.
    ///
    /// Returns whether anything read before `moment` was forgotten: then it is worth another try.
    func drop(readBefore moment: Duration) -> Bool {
        state.withLock { state in
            let wasOld =
                state.statuses.values.contains { $0.at < moment }
                || (state.types.map { $0.at < moment } ?? false)
            state = State()
            return wasOld
        }
    }
}

extension [ConnectWise.BoardStatus] {
    /// The status of new tickets when the rule names none: NotResponded, else the default.
    var forNewTickets: ConnectWise.BoardStatus? {
        let open = filter { !$0.isClosed }
        return open.first { $0.escalationStatus == "NotResponded" } ?? open.first { $0.isDefault }
            ?? open.first
    }

    /// The status by which a rule closes a ticket that is on this board now.
    ///
    /// Ids belong to one board; on another board the same name is taken, else the first closed.
    func closing(_ closing: TicketRule.Closing) -> ConnectWise.BoardStatus? {
        if case .status(let chosen) = closing {
            if let same = first(where: { $0.id == chosen.id }) { return same }
            if let named = first(where: { $0.name == chosen.name }) { return named }
        }
        return first { $0.isClosed }
    }

    /// The status by which a rule opens a ticket that is on this board now.
    func opening(_ chosen: NamedReference?) -> ConnectWise.BoardStatus? {
        if let chosen {
            if let same = first(where: { $0.id == chosen.id }) { return same }
            if let named = first(where: { $0.name == chosen.name }) { return named }
        }
        return forNewTickets
    }
}
