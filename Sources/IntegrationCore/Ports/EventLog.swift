/// The reading side: what console and commands show.
///
/// Lists are keyset-paged, newest first.
public protocol EventLog: Sendable {
    /// A page of the log; `after` reads the events newer than an id, oldest of them first kept.
    func events(
        _ partner: RowID<Partner>, matching filter: EventFilter, page: PageRequest<StoredEvent>
    ) async throws -> [EventRow]
    /// One event with its notifications.
    func event(_ id: RowID<StoredEvent>) async throws -> EventDetail?
    /// A page of the events that were put aside, because their identity is known with other facts.
    func conflicts(
        _ partner: RowID<Partner>, page: PageRequest<EventConflict>
    ) async throws -> [EventConflict]
    /// A page of notifications.
    func notifications(
        _ partner: RowID<Partner>, matching filter: NotificationFilter,
        page: PageRequest<Notification>
    ) async throws -> [NotificationRow]
    /// One notification with its attempts and requests.
    func notification(_ id: RowID<Notification>) async throws -> NotificationDetail?
    /// Failed notifications by cause, the largest group first.
    func failureGroups(_ partner: RowID<Partner>) async throws -> [FailureGroup]
    /// What customers use by the latest snapshots, by customer number; none without a snapshot.
    func usage(_ partner: RowID<Partner>) async throws -> [CustomerUsage]
    /// The figures of the overview.
    func overview(_ partner: RowID<Partner>, now: Timestamp) async throws -> Overview
}
