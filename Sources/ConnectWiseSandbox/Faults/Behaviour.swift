import IntegrationCore

/// Lasting habits of the server, as opposed to single faults.
public struct Behaviour: Sendable, Hashable {
    /// PATCH paths such as `status/id` are answered with 200 and change nothing (contract 5).
    public var ignoresSubPaths = true
    /// Bad keys are answered with 404, as the cloud may do, instead of 401 (contract 6).
    public var answersBadKeysWithNotFound = false
    /// How long a search by `externalXRef` does not see a new or changed value.
    public var indexLag: Duration = .zero
    /// Boards that no member sees: their tickets are 404 and absent from lists.
    public var hiddenBoards: Set<Int> = []
    /// Templates of lists that refuse forward-only paging; the audit trail always does.
    public var refusesForwardOnly: Set<String> = []
    /// How many requests any 60 seconds may hold before 429 is answered; nil for no limit
    /// (about 1,000 on the real server, contract 7).
    public var requestsPerMinute: Int?
    /// Every record carries a field that no client knows yet.
    public var addsUnknownFields = false

    /// Makes the habits of a well-behaved cloud tenant.
    public init() {}
}
