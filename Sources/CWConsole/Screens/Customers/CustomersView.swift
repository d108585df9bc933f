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
        TableColumn("Name", minimum: 14, ideal: nil, priority: 90),
        TableColumn("Company", minimum: 12, ideal: nil, priority: 80),
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
        grid.draw(
            Panel(
                title: title(state), trailing: JobLine.text(state, [.match]),
                footer: JobLine.place(customers.table.cursorIndex, customers.rows.count),
                isFocused: isFocused), in: rect)
        let glyphs = grid.glyphs
        let rows = VisibleRows.of(customers.rows, customers.table, page: state.layout.listPage) {
            row($0, state, glyphs)
        } hidden: {
            TableRow(id: $0.id, cells: [])
        }
        grid.draw(
            TUIWidgets.Table(
                columns: columns, rows: rows, state: customers.table,
                isFocused: isFocused && state.popups.isEmpty, emptyMessage: empty(state)),
            in: Panel.content(of: rect))
        FilterLine.draw(customers.filter, in: rect, into: &grid)
        if let entry = customers.linkEntry {
            let known =
                CustomerNumber.read(entry.line.text, prefix: state.prefix)
                .map { customers.summary($0)?.customer.name ?? "a new customer" } ?? ""
            EntryLine.draw(
                " \(entry.waiting.id) is customer ", entry.line,
                entry.problem.isEmpty
                    ? StyledText(known, .muted) : StyledText(entry.problem, .error),
                in: rect, into: &grid)
        }
    }

    /// `4 Customers (512) 3 unmapped /cont`.
    private static func title(_ state: AppState) -> StyledText {
        let customers = state.customers
        var text =
            StyledText(Pane.customers.heading)
            + StyledText(" (\(Formatting.count(customers.summaries.count)))", .muted)
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

    private static func row(
        _ row: CustomerRow, _ state: AppState, _ glyphs: GlyphSet
    ) -> TableRow<CustomerRow.ID> {
        switch row.content {
        case .waiting(let entry):
            let verb = entry.events == 1 ? "waits" : "wait"
            return TableRow(
                id: row.id,
                cells: [
                    StyledText("? \(entry.id.oneLine(limit: 40))", .warning),
                    StyledText(entry.name?.oneLine(limit: 80) ?? "unknown customer"),
                    StyledText("\(Formatting.count(entry.events)) \(verb)", .warning),
                ])
        case .customer(let summary): return customerRow(row.id, summary, state, glyphs)
        case .account(let account, let depth): return accountRow(row.id, account, depth, state)
        }
    }

    private static func customerRow(
        _ id: CustomerRow.ID, _ summary: CustomerSummary, _ state: AppState, _ glyphs: GlyphSet
    ) -> TableRow<CustomerRow.ID> {
        let customer = summary.customer
        let isOpen = state.customers.unfolded.contains(customer.number)
        let accounts = state.customers.accounts[customer.number]
        let company: StyledText =
            customer.companyID == nil
            ? StyledText("\(glyphs.cross) unmapped", .warning)
            : StyledText(customer.companyName ?? "company \(customer.companyID ?? 0)")
        return TableRow(
            id: id,
            cells: [
                StyledText("\(isOpen ? glyphs.down : glyphs.right) ", .muted)
                    + StyledText("\(state.prefix)\(customer.number)"),
                StyledText(customer.name), company, window(summary, state),
                count(summary.waitingFacts, .muted), count(summary.openTickets, .plain),
                count(summary.failed, .error),
                backup(accounts?.compactMap(\.lastSuccessAt).max(), state),
                usage(accounts?.compactMap(\.storedBytes)),
            ])
    }

    private static func accountRow(
        _ id: CustomerRow.ID, _ account: Account, _ depth: Int, _ state: AppState
    ) -> TableRow<CustomerRow.ID> {
        let indent = String(repeating: "  ", count: depth)
        let bad = account.lastEvent.map { $0.severity == .error || $0.severity == .warning }
        let role: Role =
            account.lastEvent?.severity == .error ? .error : bad == true ? .warning : .muted
        return TableRow(
            id: id,
            cells: [
                StyledText("\(indent)\(account.externalID)"),
                StyledText(account.name ?? account.devices.joined(separator: ", "), .muted),
                StyledText(account.lastEvent?.information ?? account.kind.rawValue, Style(role)),
                "", "", "", "", backup(account.lastSuccessAt, state),
                usage(account.storedBytes.map { [$0] }),
            ])
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

/// A number being typed in the lower border of its pane, and what is known of it.
enum EntryLine {
    static func draw(
        _ label: String, _ line: TextFieldState, _ note: StyledText, in rect: Rect,
        into grid: inout Grid
    ) {
        guard rect.columns > 12 else { return }
        let area = Rect(x: rect.x + 2, y: rect.bottom - 1, columns: rect.columns - 4, rows: 1)
        let text = StyledText(label, .accent.bold)
        let parts = area.splitColumns([
            .fixed(min(text.width, area.columns / 2)), .fixed(14), .fill,
        ])
        grid.fill(area)
        grid.draw(text, in: parts[0])
        grid.draw(TextField(state: line, placeholder: "19652"), in: parts[1])
        grid.draw(StyledText(" ") + note, in: parts[2])
    }
}
