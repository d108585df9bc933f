import IntegrationCore
import TUIWidgets

/// The columns of the event log, in the list and in the strip below.
enum EventColumns {
    /// Time, level, customer, account, event, what became of it; identifiers are never cut.
    ///
    /// Beside a detail, which has the whole name and sentence, both are shorter, so that what
    /// became of each event stays in its line.
    static func columns(besideDetail: Bool, width: Int) -> [TableColumn] {
        [
            time, level, customer,
            besideDetail ? name(minimum: 8, ideal: 14) : name(minimum: 10, ideal: 20),
            TableColumn("Account", minimum: 8, ideal: 12, priority: 10, overflow: .whole),
            // A narrow terminal shows the beginning of the sentence rather than none of it.
            event(minimum: width < 60 ? 10 : besideDetail ? 18 : 24),
            TableColumn("Ticket", minimum: 6, ideal: 6, priority: 50, overflow: .whole),
            TableColumn("Sync", minimum: 4, ideal: 4, priority: 50, overflow: .whole),
        ]
    }

    /// The columns of the strip, which has no heading: its marks say what they are.
    static let strip: [TableColumn] = [
        time, level, customer, name(minimum: 10, ideal: 20), event(minimum: 24),
        TableColumn("Ticket", minimum: 13, ideal: 13, priority: 50, overflow: .whole),
        TableColumn("Sync", minimum: 6, ideal: 6, priority: 40, overflow: .whole),
    ]

    private static let time = TableColumn(
        "Time", minimum: 8, ideal: 8, priority: 90, overflow: .whole)
    private static let level = TableColumn("Level", minimum: 7, ideal: 7, priority: 60)
    private static let customer = TableColumn(
        "Customer", minimum: 9, ideal: 9, priority: 100, overflow: .whole)

    private static func event(minimum: Int) -> TableColumn {
        TableColumn("Event", minimum: minimum, ideal: nil, priority: 80)
    }

    private static func name(minimum: Int, ideal: Int) -> TableColumn {
        TableColumn("Name", minimum: minimum, ideal: ideal, priority: 30)
    }

    /// The row of an event in the strip.
    static func stripRow(
        _ row: EventRow, _ state: AppState, glyphs: GlyphSet
    ) -> TableRow<RowID<StoredEvent>> {
        var cells = cells(row, state, glyphs: glyphs)
        cells.remove(at: 4)
        for (index, mark) in [(5, "ticket"), (6, "sync")]
        where cells.indices.contains(index) && !cells[index].isEmpty {
            cells[index] = StyledText("\(mark) ", .muted) + cells[index]
        }
        return TableRow(id: row.id, cells: cells)
    }

    /// The cells of an event.
    static func cells(
        _ row: EventRow, _ state: AppState, glyphs: GlyphSet
    ) -> [StyledText] {
        let who = row.customerNumber.map { "\(state.prefix)\($0)" } ?? "not linked"
        return [
            StyledText(Formatting.short(row.receivedAt, now: state.now), .muted),
            severity(row.severity, glyphs: glyphs),
            StyledText(who, row.customerNumber == nil ? .warning : .plain),
            StyledText(row.customerName, .muted), StyledText(row.account, .muted),
            StyledText(row.information),
            marks(row.notifications.filter { $0.action == "ticket" }, glyphs: glyphs),
            marks(row.notifications.filter { $0.action != "ticket" }, glyphs: glyphs),
        ]
    }

    /// A glyph and a word; the colour only repeats them.
    static func severity(_ severity: Severity, glyphs: GlyphSet) -> StyledText {
        switch severity {
        case .info: StyledText("\(glyphs.dot) info", .muted)
        case .warning: StyledText("! warn", .warning)
        case .error: StyledText("\(glyphs.cross) error", .error)
        }
    }

    /// What became of notifications of one action: `✓ 5001`.
    static func marks(_ marks: [EventRow.Mark], glyphs: GlyphSet) -> StyledText {
        var text: StyledText = ""
        for mark in marks {
            if !text.isEmpty { text = text + "  " }
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

extension TableColumn {
    /// The column without a share of what is left: as wide as its cells.
    var fixed: TableColumn {
        var column = self
        column.ideal = column.minimum
        return column
    }
}
