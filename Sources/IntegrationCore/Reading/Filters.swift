/// Which page of a list.
public struct PageRequest<Record>: Hashable, Sendable {
    /// Rows older than, or newer than, a row; neither means the newest rows.
    public var before: RowID<Record>?, after: RowID<Record>?
    /// 1 to 1,000 rows.
    public var limit: Int

    /// Makes a request; rows always come newest first.
    public init(before: RowID<Record>? = nil, after: RowID<Record>? = nil, limit: Int = 100) {
        self.before = before
        self.after = after
        self.limit = limit
    }
}

/// Which events of the log.
public struct EventFilter: Hashable, Sendable {
    /// Only events with a failed notification.
    public var failedOnly = false
    /// Quick search: contained in any shown column, without regard to case.
    public var text = ""
    /// Only this customer, account, or at least this severity.
    public var customer: RowID<Customer>?, account: String?, severity: Severity?
    /// Advanced search (product.md 10).
    public var condition: SearchCondition?

    /// Makes a filter that lets everything through.
    public init() {}
}

/// Advanced search: field, operator, term with `*` and `?`.
public struct SearchCondition: Hashable, Sendable {
    /// The fields that can be searched, in the portal's words.
    public enum Field: String, Sendable, CaseIterable {
        /// Columns of the log; the error list is the joined failures of the notifications.
        case time = "Time"
        case customer = "Customer"
        case account = "Account"
        case information = "Event Information"
        case severity = "Severity"
        case errorList = "Notification Processed Error List"
    }

    /// The operators.
    public enum Operator: String, Sendable, CaseIterable {
        /// Contains a pattern, is like a pattern, equals, is less, is greater.
        case contains = "Contains"
        case like = "LIKE"
        case equals = "="
        case less = "<"
        case greater = ">"
    }

    /// The parts of the condition.
    public var field: Field, comparison: Operator, term: String

    /// Makes a condition.
    public init(field: Field, comparison: Operator, term: String) {
        self.field = field
        self.comparison = comparison
        self.term = term
    }
}

/// Which notifications.
public struct NotificationFilter: Hashable, Sendable {
    /// Only these states; empty means all.
    public var states: Set<NotificationState> = []
    /// Only this cause, customer, or text in any shown column.
    public var cause: FailureCode?, customer: RowID<Customer>?, text = ""

    /// Makes a filter that lets everything through.
    public init() {}
}
