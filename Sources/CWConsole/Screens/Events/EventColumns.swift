import IntegrationCore
import TUIWidgets

/// The columns of the event log, in the list and in the strip below.
enum EventColumns {
    /// Time, severity, customer, account, event, notifications; identifiers are never cut.
    static let columns: [TableColumn] = [
        TableColumn("Time", minimum: 8, ideal: nil, priority: 90, overflow: .whole).fixed,
        TableColumn("Severity", minimum: 9, ideal: 9, priority: 60),
        TableColumn("Customer", minimum: 9, ideal: 9, priority: 100, overflow: .whole),
        TableColumn("Name", minimum: 8, ideal: 18, priority: 20),
        TableColumn("Account", minimum: 8, ideal: 12, priority: 30, overflow: .whole),
        TableColumn("Event", minimum: 18, ideal: nil, priority: 80),
        TableColumn("Notifications", minimum: 14, ideal: 22, priority: 50),
    ]

    /// The row of an event.
    static func row(
        _ row: EventRow, _ state: AppState, glyphs: GlyphSet
    ) -> TableRow<RowID<StoredEvent>> {
        let who = row.customerNumber.map { "\(state.prefix)\($0)" } ?? "not linked"
        return TableRow(
            id: row.id,
            cells: [
                StyledText(Formatting.short(row.receivedAt, now: state.now), .muted),
                severity(row.severity, glyphs: glyphs),
                StyledText(who, row.customerNumber == nil ? .warning : .plain),
                StyledText(row.customerName, .muted), StyledText(row.account, .muted),
                StyledText(row.information), marks(row.notifications, glyphs: glyphs),
            ], severity: role(row.severity))
    }

    /// What a severity means for the whole list: the scroll bar shows where failures are.
    static func role(_ severity: Severity) -> Role {
        switch severity {
        case .info, .warning: .plain
        case .error: .error
        }
    }

    /// A glyph and a word; the colour only repeats them.
    static func severity(_ severity: Severity, glyphs: GlyphSet) -> StyledText {
        switch severity {
        case .info: StyledText("\(glyphs.dot) info", .muted)
        case .warning: StyledText("! warning", .warning)
        case .error: StyledText("\(glyphs.cross) error", .error)
        }
    }

    /// What became of the notifications: `ticket ✓ 5001  sync –`.
    static func marks(_ marks: [EventRow.Mark], glyphs: GlyphSet) -> StyledText {
        var text: StyledText = ""
        for mark in marks {
            if !text.isEmpty { text = text + "  " }
            text = text + StyledText("\(mark.action) ", .muted)
            text = text + StateText.glyph(mark.state, glyphs: glyphs)
            if let ticket = mark.ticket { text = text + StyledText(" \(ticket)") }
        }
        return text
    }
}

/// The states of a notification, as a glyph and as a word.
enum StateText {
    /// One glyph in its colour.
    static func glyph(_ state: NotificationState, glyphs: GlyphSet) -> StyledText {
        switch state {
        case .pending: StyledText(String(glyphs.dot), .muted)
        case .running: StyledText(String(glyphs.bullet), .accent)
        case .done: StyledText(String(glyphs.check), .good)
        case .skipped: StyledText("-", .muted)
        case .waiting: StyledText("!", .warning)
        case .failed: StyledText(String(glyphs.cross), .error)
        case .held: StyledText("!", .warning)
        case .cancelled: StyledText("-", .muted)
        }
    }

    /// Glyph and word.
    static func words(_ state: NotificationState, glyphs: GlyphSet) -> StyledText {
        let glyph = glyph(state, glyphs: glyphs)
        return glyph + StyledText(" \(state.rawValue)", glyph.spans.first?.style ?? .plain)
    }
}

/// Only the rows on the screen are written out; the others keep their place on the scroll bar.
enum VisibleRows {
    static func of<Row: Identifiable>(
        _ rows: [Row], _ table: TableState<Row.ID>, page: Int,
        shown: (Row) -> TableRow<Row.ID>, hidden: (Row) -> TableRow<Row.ID>
    ) -> [TableRow<Row.ID>] where Row.ID: Sendable {
        let top = table.visibleOffset(page: page)
        return rows.enumerated().map { index, row in
            index >= top && index < top + page ? shown(row) : hidden(row)
        }
    }
}

extension TableColumn {
    /// The column without a share of what is left: as wide as its cells.
    var fixed: TableColumn {
        var column = self
        column.ideal = column.minimum
        return column
    }
}
