import IntegrationCore
import TUIWidgets

/// The pane of customers and their accounts.
struct CustomersState: Equatable, Sendable {
    /// The customers by number, what waits to be linked, and whether they were read.
    private(set) var summaries: [CustomerSummary] = [], waiting: [WaitingSourceCustomer] = []
    private(set) var isLoaded = false
    /// Accounts by customer number, as far as they were needed, and those to be read again.
    private(set) var accounts: [Int64: [Account]] = [:]
    var accountsToRead: Set<Int64> = []
    /// Customers whose accounts are shown.
    private(set) var unfolded: Set<Int64> = []
    /// The rows of the tree, and cursor and scroll position by id.
    private(set) var rows: [CustomerRow] = []
    var table = TableState<CustomerRow.ID>()
    /// Quick search, and how the detail is shown.
    var filter = FilterState(), view = DetailState()
    /// Proposed companies under review.
    var review: MatchReview?

    /// The row under the cursor.
    var currentRow: CustomerRow? {
        guard let index = table.cursorIndex, rows.indices.contains(index) else { return nil }
        return rows[index]
    }

    /// The customer under the cursor, or the one of the account there.
    var currentCustomer: CustomerSummary? {
        switch currentRow?.content {
        case .customer(let summary): summary
        case .account(let account, _): summary(account.customerNumber)
        case .waiting, nil: nil
        }
    }

    /// The account under the cursor.
    var currentAccount: Account? {
        if case .account(let account, _) = currentRow?.content { account } else { nil }
    }

    /// A customer by its number.
    func summary(_ number: Int64) -> CustomerSummary? {
        summaries.first { $0.customer.number == number }
    }

    /// Takes the customers over.
    mutating func take(_ summaries: [CustomerSummary], _ waiting: [WaitingSourceCustomer]) {
        isLoaded = true
        self.summaries = summaries
        self.waiting = waiting
        rebuild()
    }

    /// Takes the accounts of a customer over.
    mutating func take(_ accounts: [Account], customer number: Int64) {
        accountsToRead.remove(number)
        self.accounts[number] = AccountTree.ordered(accounts)
        if unfolded.contains(number) { rebuild() }
    }

    /// Everything in memory may be out of date; what nobody looks at is forgotten.
    mutating func distrustAccounts() {
        let wanted = unfolded.union(currentCustomer.map { [$0.customer.number] } ?? [])
        accounts = accounts.filter { wanted.contains($0.key) }
        accountsToRead = wanted
    }

    /// Shows or hides the accounts of a customer.
    mutating func fold(_ number: Int64, _ isFolded: Bool) {
        if isFolded {
            unfolded.remove(number)
            if currentAccount?.customerNumber == number { table.select(.customer(number)) }
        } else {
            unfolded.insert(number)
            if accounts[number] == nil { accountsToRead.insert(number) }
        }
        rebuild()
    }

    /// Makes the rows anew: what waits first, then customers without a company, then the others.
    mutating func rebuild() {
        let words = filter.text.lowercased()
        func fits(_ texts: String...) -> Bool {
            words.isEmpty || texts.contains { $0.lowercased().contains(words) }
        }
        rows = waiting.filter { fits($0.id, $0.name ?? "", $0.source) }
            .map { CustomerRow(content: .waiting($0)) }
        for wantsMapped in [false, true] {
            for summary in summaries where (summary.customer.companyID != nil) == wantsMapped {
                let customer = summary.customer
                let shown = unfolded.contains(customer.number) ? accounts[customer.number] : nil
                let inside = (shown ?? []).filter { fits($0.externalID, $0.name ?? "") }
                guard
                    !inside.isEmpty && !words.isEmpty
                        || fits(
                            "\(customer.number)", customer.name, customer.companyName ?? "unmapped")
                else { continue }
                rows.append(CustomerRow(content: .customer(summary)))
                rows += (inside.isEmpty ? shown ?? [] : inside).map {
                    CustomerRow(content: .account($0, depth: $0.settings.parent.isEmpty ? 1 : 2))
                }
            }
        }
        table.refresh(rows.map(\.id))
    }
}

/// One row of the tree.
struct CustomerRow: Equatable, Sendable, Identifiable {
    /// What the row is about.
    enum Content: Equatable, Sendable {
        case waiting(WaitingSourceCustomer), customer(CustomerSummary), account(Account, depth: Int)
    }

    /// What keeps the cursor on its record.
    enum ID: Hashable, Sendable {
        case waiting(source: String, id: String), customer(Int64), account(RowID<Account>)
    }

    let content: Content

    var id: ID {
        switch content {
        case .waiting(let entry): .waiting(source: entry.source, id: entry.id)
        case .customer(let summary): .customer(summary.customer.number)
        case .account(let account, _): .account(account.id)
        }
    }
}

/// The order of accounts: each parent by its id, its sub-accounts below it.
enum AccountTree {
    static func ordered(_ accounts: [Account]) -> [Account] {
        let byParent = Dictionary(grouping: accounts, by: \.settings.parent)
        let parents = Set(accounts.map(\.externalID))
        // A parent that is gone leaves its sub-accounts on the first level.
        let first = accounts.filter {
            $0.settings.parent.isEmpty || !parents.contains($0.settings.parent)
        }
        return first.sorted { $0.externalID < $1.externalID }.flatMap { parent in
            [parent]
                + (byParent[parent.externalID] ?? []).filter { $0.id != parent.id }
                .sorted { $0.externalID < $1.externalID }
        }
    }
}
