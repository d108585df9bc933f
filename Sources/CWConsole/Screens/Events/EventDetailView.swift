import Foundation
import IntegrationCore
import TUIWidgets

/// The event under the cursor in full: facts, notifications with their requests, raw body.
enum EventDetailView {
    /// The area of the text, for scrolling.
    static func area(_ state: AppState) -> Rect {
        inside(state.isWide ? state.layout.detail : state.layout.main)
    }

    /// The area inside a frame.
    static func inside(_ rect: Rect) -> Rect { Panel.content(of: rect).inset(columns: 1, rows: 0) }

    /// The text.
    static func lines(_ state: AppState, glyphs: GlyphSet) -> [StyledText] {
        guard let cursor = state.events.table.cursor else { return [] }
        guard let detail = state.events.detail,
            detail.row.id == cursor || state.isDetailLate(.eventDetail)
        else {
            return [Loading.text(state, .eventDetail).restyled { _ in .muted }]
        }
        let row = detail.row
        let who = row.customerNumber.map { "\(state.prefix)\($0)" } ?? "not linked"
        var lines: [StyledText] = [
            StyledText(who, .title.bold) + StyledText("  \(row.customerName)"),
            EventColumns.severity(row.severity, glyphs: glyphs)
                + StyledText("  \(row.information)"),
            "",
        ]
        lines += facts(detail, state)
        lines += [""] + NotificationText.heading("Notifications")
        if detail.notifications.isEmpty {
            lines.append(StyledText("  no rule asks for anything", .muted))
        }
        for notification in detail.notifications {
            lines += brief(notification, state, glyphs)
        }
        lines += raw(detail, isShown: state.events.showsRaw)
        return lines
    }

    private static func facts(_ detail: EventDetail, _ state: AppState) -> [StyledText] {
        let event = detail.event
        var facts: [(String, String)] = [
            ("Happened", Formatting.full(detail.row.moment) + " UTC"),
            ("Received", Formatting.full(detail.row.receivedAt) + " UTC"),
            ("Type", detail.row.eventClass.rawValue), ("Source", event.source),
            ("Event id", event.id),
        ]
        if !detail.row.account.isEmpty { facts.append(("Account", detail.row.account)) }
        if let device = event.device { facts.append(("Device", device.name ?? device.id)) }
        if case .job(let run) = event.fact {
            facts.append(("Job", "\(run.jobName ?? run.jobID) (\(run.kind.rawValue))"))
            if let code = run.code { facts.append(("Code", code)) }
        }
        if let message = event.message { facts.append(("Message", message)) }
        if detail.isStale {
            facts.append(("Order", "older than what was known; changes no ticket"))
        }
        return facts.map { FactLine.line($0.0, $0.1) }
    }

    private static func brief(
        _ row: NotificationRow, _ state: AppState, _ glyphs: GlyphSet
    ) -> [StyledText] {
        var head =
            StyledText("  \(row.action)  ") + StateText.words(row.state, glyphs: glyphs)
        if let ticket = row.ticket { head = head + StyledText("  ticket \(ticket)") }
        var lines = [head]
        if let reason = row.skipReason { lines.append(StyledText("    \(reason)", .muted)) }
        if let failure = row.failure {
            lines.append(StyledText("    \(failure.message)", .error))
            let remedy = failure.explanation.remedy(customer: row.customerNumber)
            for (index, step) in remedy.enumerated() {
                lines.append(StyledText("    \(index + 1) \(step)"))
            }
        }
        if let next = row.nextAttemptAt, row.state == .waiting {
            lines.append(StyledText("    tried again at \(Formatting.clock(next)) UTC", .muted))
        }
        let full = state.events.notifications.first { $0.row.id == row.id }
        for attempt in full?.attempts ?? [] {
            lines += NotificationText.requests(attempt, indent: "  ", glyphs: glyphs)
        }
        return lines
    }

    private static func raw(_ detail: EventDetail, isShown: Bool) -> [StyledText] {
        guard isShown else {
            return ["", StyledText("b shows the event as it was received", .muted)]
        }
        let body = String(decoding: detail.event.raw.prefix(64_000), as: UTF8.self)
        return [""] + NotificationText.heading("As received") + [StyledText("  \(body)", .muted)]
    }
}

/// A name and its value in two columns.
enum FactLine {
    static func line(_ name: String, _ value: String) -> StyledText {
        let pad = String(repeating: " ", count: max(1, 10 - name.count))
        return StyledText("\(name)\(pad)", .muted) + StyledText(value)
    }
}

/// Requests and headings, as details show them.
enum NotificationText {
    /// A heading.
    static func heading(_ text: String) -> [StyledText] { [StyledText(text, .title.bold)] }

    /// An attempt with the requests it made: verb, path, status, time taken, request id.
    static func requests(
        _ attempt: NotificationDetail.Attempt, indent: String, glyphs: GlyphSet
    ) -> [StyledText] {
        var lines = [
            StyledText("\(indent)\(Formatting.full(attempt.at))  \(attempt.outcome)", .muted)
        ]
        for request in attempt.requests {
            let isGood = request.status.map { (200..<300).contains($0) } ?? false
            let status = request.status.map(String.init) ?? "no answer"
            // Every path begins with the code base; what follows it tells requests apart.
            let path = request.path.components(separatedBy: "/apis/3.0").last ?? request.path
            var line = StyledText("\(indent)\(request.method.rawValue) \(path)  ")
            line = line + StyledText(status, isGood ? .good : .error)
            line = line + StyledText("  \(request.milliseconds) ms", .muted)
            lines.append(line)
            // Not indented, so that a GUID fits the narrowest detail in one line.
            if let id = request.requestID { lines.append(StyledText(id, .muted)) }
            if let error = request.error {
                lines.append(StyledText("\(indent)  \(error)", isGood ? .muted : .error))
            }
        }
        return lines
    }
}
