import IntegrationCore
import TUIWidgets

/// Draws the pane of customers and their accounts.
enum CustomersView {
    static func draw(_ state: AppState, _ layout: FrameLayout, into grid: inout Grid) {
        if let review = state.customers.review {
            let whole = Rect(
                x: layout.main.x, y: layout.main.y, columns: state.size.columns,
                rows: layout.main.rows)
            MatchReviewView.draw(review, state, in: whole, into: &grid)
            return
        }
        Pane.customers.parts?.draw(state, layout, into: &grid) {
            drawTree(state, in: $0, isFocused: $1, into: &$2)
        }
    }

    private static let columns = [
        TableColumn("Customer", minimum: 13, ideal: 15, priority: 100, overflow: .whole),
        TableColumn("Name", minimum: 16, ideal: nil, priority: 90),
        TableColumn("Company", minimum: 12, ideal: 30, priority: 80),
        TableColumn("Window", minimum: 7, ideal: 7, priority: 60),
        TableColumn("Waits", minimum: 5, ideal: 5, alignment: .trailing, priority: 20),
        TableColumn("Tickets", minimum: 7, ideal: 7, alignment: .trailing, priority: 50),
        TableColumn("Failed", minimum: 6, ideal: 6, alignment: .trailing, priority: 55),
        TableColumn("Backup", minimum: 8, ideal: 11, priority: 30),
        TableColumn("GB", minimum: 6, ideal: 7, alignment: .trailing, priority: 25),
    ]

    private static func drawTree(
        _ state: AppState, in rect: Rect, isFocused: Bool, into grid: inout Grid
    ) {
        let customers = state.customers
        let list = RecordList(
            panel: Panel(
                title: title(state), trailing: JobLine.text(state, [.match]),
                footer: JobLine.place(customers.table.cursorIndex, customers.rows.count),
                isFocused: isFocused), takesKeys: isFocused && state.popups.isEmpty,
            columns: columns, rows: customers.rows, table: customers.table, empty: empty(state),
            filter: customers.filter)
        list.draw(in: rect, into: &grid) { cells($0, state, $1) }
        NumberEntryView.draw(state, in: rect, into: &grid)
    }

    /// `4 Customers (12 of 512) 3 unmapped /cont`.
    private static func title(_ state: AppState) -> StyledText {
        let customers = state.customers
        var count = Formatting.count(customers.summaries.count)
        if !customers.filter.text.isEmpty {
            let shown = customers.rows.count {
                if case .customer = $0.content { true } else { false }
            }
            count = "\(Formatting.count(shown)) of \(count)"
        }
        var text = StyledText(Pane.customers.heading) + StyledText(" (\(count))", .muted)
        let unmapped = customers.summaries.count { $0.customer.companyID == nil }
        if unmapped > 0 {
            text = text + StyledText(" \(Formatting.count(unmapped)) unmapped", .warning)
        }
        if !customers.filter.text.isEmpty {
            text = text + StyledText(" /\(customers.filter.text)", .accent)
        }
        return text
    }

    private static func empty(_ state: AppState) -> StyledText {
        if !state.customers.isLoaded { return Loading.text(state, .customers) }
        if !state.customers.filter.text.isEmpty { return "No rows match. Esc clears the filter." }
        return "No customers yet. They appear here with their first event."
    }

    private static func cells(
        _ row: CustomerRow, _ state: AppState, _ glyphs: GlyphSet
    ) -> [StyledText] {
        switch row.content {
        case .waiting(let entry):
            let verb = entry.events == 1 ? "waits" : "wait"
            return [
                StyledText("? \(entry.id.oneLine(limit: 40))", .warning),
                StyledText(entry.name?.oneLine(limit: 80) ?? "unknown customer"),
                StyledText("\(Formatting.count(entry.events)) \(verb)", .warning),
            ]
        case .customer(let summary): return customerCells(summary, state, glyphs)
        case .account(let account, let depth): return accountCells(account, depth, state)
        }
    }

    private static func customerCells(
        _ summary: CustomerSummary, _ state: AppState, _ glyphs: GlyphSet
    ) -> [StyledText] {
        let customer = summary.customer
        let isOpen = state.customers.unfolded.contains(customer.number)
        let accounts = state.customers.accounts[customer.number]
        return [
            StyledText(isOpen ? "- " : "+ ", .muted)
                + StyledText("\(state.prefix)\(customer.number)"),
            StyledText(customer.name), company(customer, glyphs), window(summary, state),
            count(summary.waitingFacts, .muted), count(summary.openTickets, .plain),
            count(summary.failed, .error),
            backup(accounts?.compactMap(\.lastSuccessAt).max(), state),
            usage(accounts?.compactMap(\.storedBytes)),
        ]
    }

    private static func accountCells(
        _ account: Account, _ depth: Int, _ state: AppState
    ) -> [StyledText] {
        let indent = String(repeating: "  ", count: depth)
        let bad = account.lastEvent.map { $0.severity == .error || $0.severity == .warning }
        let role: Role =
            account.lastEvent?.severity == .error ? .error : bad == true ? .warning : .muted
        return [
            StyledText("\(indent)\(account.externalID)"),
            StyledText(account.title)
                + StyledText("  \(account.lastEvent?.information ?? "")", Style(role)),
            StyledText(account.kind.rawValue, .muted), "", "", "", "",
            backup(account.lastSuccessAt, state),
            usage(account.storedBytes.map { [$0] }),
        ]
    }

    /// Most companies are called as their customers are.
    private static func company(_ customer: Customer, _ glyphs: GlyphSet) -> StyledText {
        guard let id = customer.companyID else {
            return StyledText("\(glyphs.cross) unmapped", .warning)
        }
        return customer.companyName == customer.name
            ? StyledText("\(glyphs.check) same name", .muted)
            : StyledText(customer.companyName ?? "company \(id)")
    }

    private static func window(_ summary: CustomerSummary, _ state: AppState) -> StyledText {
        guard summary.lastSynchronizedAt != nil else { return StyledText("never", .muted) }
        guard let next = summary.nextAllowedAt, next > state.now else {
            return StyledText("open", .good)
        }
        return StyledText(Formatting.hours(next - state.now), .muted)
    }

    private static func count(_ number: Int, _ style: Style) -> StyledText {
        number == 0 ? "" : StyledText(Formatting.count(number), style)
    }

    private static func backup(_ moment: Timestamp?, _ state: AppState) -> StyledText {
        moment.map { StyledText(Formatting.short($0, now: state.now), .muted) } ?? ""
    }

    /// Stored bytes in billed gigabytes of 2^30; empty when nobody knows.
    static func usage(_ bytes: [Int64]?) -> StyledText {
        guard let bytes, !bytes.isEmpty else { return "" }
        let tenths =
            bytes.reduce(0, &+) / (1 << 30) * 10 + bytes.reduce(0, &+) % (1 << 30) * 10
            / (1 << 30)
        return StyledText("\(Formatting.count(Int(tenths / 10))).\(tenths % 10)")
    }
}

/// How far a job is, for the border of its pane.
enum JobLine {
    /// `█████░░░ 120/5,000 · 14/s · 5 min left · Esc stops`; empty when none of these works.
    static func text(_ state: AppState, _ kinds: [JobKind]) -> StyledText {
        guard let run = kinds.compactMap({ state.jobs[$0] }).first(where: \.isRunning) else {
            return ""
        }
        var text = StyledText(run.total == 0 ? "working" : "", .accent)
        if run.total > 0 {
            text = StyledText(
                "\(Formatting.count(run.done))/\(Formatting.count(run.total))", .accent)
            let seconds = max(1, (state.now - run.startedAt).microseconds / 1_000_000)
            let rate = Int64(run.done) / seconds
            if rate > 0 {
                let left = Duration.seconds(Int64(max(0, run.total - run.done)) / rate)
                text = text + StyledText(" \(rate)/s, \(Formatting.span(left)) left", .muted)
            }
        }
        return text + StyledText(run.wasStopped ? "  stopping" : "  Esc stops", .muted)
    }

    /// `37 of 480`.
    static func place(_ index: Int?, _ count: Int) -> StyledText {
        index.map {
            StyledText("\(Formatting.count($0 + 1)) of \(Formatting.count(count))", .muted)
        } ?? ""
    }
}
