/// An event that was put aside: source and id are known, but it says other facts (product.md 10).
///
/// The first of the identity counts; this one changed nothing.
public struct EventConflict: Hashable, Sendable, Identifiable {
    /// The row of the event that was put aside.
    public var id: RowID<EventConflict>
    /// When it arrived, and the event that counts.
    public var receivedAt: Timestamp, kept: RowID<StoredEvent>
    /// The identity that both share.
    public var source: String, sourceID: String
    /// Both events in one sentence each.
    public var keptInformation: String, information: String
    /// The event that was put aside, as it was received.
    public var raw: [UInt8]

    /// Makes a conflict.
    public init(
        id: RowID<EventConflict>, receivedAt: Timestamp, kept: RowID<StoredEvent>, source: String,
        sourceID: String, keptInformation: String, information: String, raw: [UInt8]
    ) {
        self.id = id
        self.receivedAt = receivedAt
        self.kept = kept
        self.source = source
        self.sourceID = sourceID
        self.keptInformation = keptInformation
        self.information = information
        self.raw = raw
    }
}
