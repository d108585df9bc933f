import IntegrationCore
import TUIWidgets

extension Pane {
    /// Whether repairs are begun, watched and ended here.
    var showsRepairs: Bool {
        switch self {
        case .overview, .managedIDs, .crossReferences, .setup: true
        case .events, .failed, .customers, .rules: false
        }
    }
}

extension AppState {
    /// The open repairs that the place of the cursor is about.
    var repairsHere: [RepairRecord] {
        switch pane {
        case .overview:
            concerns.indices.contains(overview.cursor)
                ? concerns[overview.cursor].repair.map { [$0] } ?? [] : []
        case .managedIDs: managedIDs.targets.compactMap(\.interrupted)
        case .crossReferences, .setup: openRepairs.filter { $0.plan.customerNumber == nil }
        case .events, .failed, .customers, .rules: []
        }
    }

    /// Why an open repair was refused by the newest run; nil when it was interrupted.
    func refusal(of record: RepairRecord) -> Failure? {
        jobs[.repair]?.repaired.first { $0.id == record.id && $0.state == .stopped }?.failure
    }

    /// Whether a repair is being sent, finished or taken back at this moment.
    func isAtWork(_ record: RepairRecord) -> Bool {
        guard let run = jobs[.repair], run.isRunning else { return false }
        return run.note == record.plan.title
    }

    /// What needs somebody: each repair that is not over.
    var repairConcerns: [Concern] {
        openRepairs.filter { !isAtWork($0) }.map { record in
            Concern(
                isError: true,
                sentence: "Repair not over: \(record.plan.title), \(OpenRepairText.place(record))",
                remedy: OpenRepairText.keys(record),
                target: record.plan.customerNumber == nil ? nil : .managedIDs, repair: record)
        }
    }
}

/// A repair that is not over, in words.
enum OpenRepairText {
    /// How far it came.
    static func place(_ record: RepairRecord) -> String {
        if record.isBeingTakenBack { return "taken back in part" }
        let all = Formatting.count(record.plan.steps.count, "request")
        return "\(record.answered) of \(all) done"
    }

    /// The keys that end it.
    static func keys(_ record: RepairRecord) -> String {
        record.isBeingTakenBack
            ? "R or u goes on taking it back" : "R finishes it, u takes it back"
    }

    /// The repair in a detail: whose it is, why it is not over, and the keys that end it.
    static func lines(
        _ record: RepairRecord, refusal: Failure?, _ glyphs: GlyphSet
    ) -> [StyledText] {
        var lines = NotificationText.heading("Repair not over")
        // A detail of a customer says whose it is; elsewhere the title does.
        if record.plan.customerNumber == nil { lines.append(StyledText("  \(record.plan.title)")) }
        let begun = "begun \(Formatting.full(record.startedAt)) by \(record.by)"
        lines.append(StyledText("  \(place(record)), \(begun)", .warning))
        if let refusal {
            let sentence = refusal.code.explanation.sentence
            lines.append(StyledText("  \(glyphs.cross) \(sentence)", .error))
            if !refusal.detail.isEmpty {
                lines.append(StyledText("  \(refusal.detail.oneLine(limit: 300))"))
            }
        }
        let resume =
            record.isBeingTakenBack
            ? " goes on taking it back" : " looks what ConnectWise has and sends the rest"
        return lines + [
            StyledText("  R", .key) + StyledText(resume),
            StyledText("  u", .key) + StyledText(" takes it back; shows the requests first"), "",
        ]
    }
}
