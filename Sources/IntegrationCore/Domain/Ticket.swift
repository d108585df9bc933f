/// One episode of one series as ConnectWise knows it.
public struct Ticket: Hashable, Sendable, Identifiable {
    /// Where an episode stands, as far as this store knows.
    public enum Phase: String, Sendable, Codable, CaseIterable {
        /// Planned, open in ConnectWise, a resolve is planned, closed, or changed by people so
        /// that the program must not touch it without being told.
        case opening, open, resolving, closed, drifted
    }

    /// The row number.
    public let id: RowID<Ticket>
    /// Counts from 1 within the series.
    public var episode: Int
    /// The key written to `externalXRef` (product.md 5).
    public var xref: String
    /// The rule that opened it; nil when the rule was removed.
    public var rule: RowID<NotificationRule>?
    /// Where it stands.
    public var phase: Phase
    /// ConnectWise's ticket id, once known.
    public var remoteID: Int64?
    /// When the last close was confirmed.
    public var closedAt: Timestamp?

    /// Makes a ticket.
    public init(
        id: RowID<Ticket>, episode: Int, xref: String, rule: RowID<NotificationRule>?,
        phase: Phase, remoteID: Int64? = nil, closedAt: Timestamp? = nil
    ) {
        self.id = id
        self.episode = episode
        self.xref = xref
        self.rule = rule
        self.phase = phase
        self.remoteID = remoteID
        self.closedAt = closedAt
    }
}
