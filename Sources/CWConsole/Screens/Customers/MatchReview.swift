import IntegrationCore
import TUIWidgets

/// Companies that were proposed for customers; nothing applies before it is confirmed.
struct MatchReview: Equatable, Sendable {
    /// One proposal and what the operator says about it.
    struct Row: Equatable, Sendable, Identifiable {
        let match: CompanyMatch
        /// The candidate that is shown, and whether it was accepted.
        var chosen = 0, isAccepted: Bool

        var id: RowID<Customer> { match.customer.id }

        /// Whether the customer has the company that is shown already.
        var isSo: Bool { candidate.map { $0.company.id == match.customer.companyID } ?? false }

        /// The company that is shown; nil when nothing is alike.
        var candidate: CompanyMatch.Candidate? {
            match.candidates.indices.contains(chosen) ? match.candidates[chosen] : nil
        }
    }

    /// The customer it is about when it is about one; nil for all.
    let only: Int64?
    /// The proposals: customers without a company first, those that have it already last.
    private(set) var rows: [Row] = []
    var table = TableState<RowID<Customer>>()
    /// Whether the operator said anything about a row.
    private(set) var isTouched = false

    init(only: Int64?) { self.only = only }

    /// The mappings that were accepted.
    var mappings: [CustomerMapping] {
        rows.compactMap { row in
            guard row.isAccepted, !row.isSo, let candidate = row.candidate else { return nil }
            return CustomerMapping(customer: row.id, company: candidate.company)
        }
    }

    /// The row under the cursor.
    var currentRow: Row? {
        guard let index = table.cursorIndex, rows.indices.contains(index) else { return nil }
        return rows[index]
    }

    /// Takes proposals over; what was said about a row already stays.
    ///
    /// Only the same name of a company that may be used is accepted beforehand, and only for a
    /// customer without one: a mapping that stands is never changed unasked.
    mutating func take(_ matches: [CompanyMatch]) {
        let known = Set(rows.map(\.id))
        rows += matches.filter {
            !known.contains($0.customer.id) && (only == nil || only == $0.customer.number)
        }.map { match in
            let isSafe = match.candidates.first.map { $0.concern == nil } ?? false
            return Row(
                match: match,
                isAccepted: match.kind == .exact && isSafe && match.customer.companyID == nil)
        }
        rows.sort { Self.rank($0) < Self.rank($1) }
        table.refresh(rows.map(\.id))
    }

    private static func rank(_ row: Row) -> (Int, Int, Int64) {
        let kinds: [CompanyMatch.Kind] = [.exact, .similar, .none]
        let customer = row.match.customer
        return (
            row.isSo ? 2 : customer.companyID == nil ? 0 : 1,
            kinds.firstIndex(of: row.match.kind) ?? 0, customer.number
        )
    }

    /// Accepts or rejects the row under the cursor.
    mutating func toggle() {
        guard let index = table.cursorIndex, rows.indices.contains(index) else { return }
        rows[index].isAccepted.toggle()
        isTouched = true
    }

    /// Shows the next or previous candidate of the row under the cursor.
    mutating func step(_ step: Int) {
        guard let index = table.cursorIndex, rows.indices.contains(index) else { return }
        let count = rows[index].match.candidates.count
        guard count > 1 else { return }
        rows[index].chosen = (rows[index].chosen + step + count) % count
        isTouched = true
    }
}
