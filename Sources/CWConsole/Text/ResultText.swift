import IntegrationCore
import TUIWidgets

/// What became of a reprocessed notification, in a cell and in a sentence.
enum ResultText {
    /// A glyph and a word; the colour only repeats them.
    static func cell(
        _ result: BulkRun.Result, now: Timestamp, glyphs: GlyphSet
    ) -> StyledText {
        switch result {
        case .unsent: StyledText("\(glyphs.dot) to do", .muted)
        case .queued: StyledText("\(glyphs.dot) queued", .muted)
        case .running: StyledText("\(glyphs.bullet) running", .accent)
        case .done: StyledText("\(glyphs.check) done", .good)
        case .skipped: StyledText("\(glyphs.dot) skipped", .muted)
        case .retry(let at):
            StyledText("! retry \(at.map { Formatting.clock($0) } ?? "")", .warning)
        case .failed: StyledText("\(glyphs.cross) failed", .error)
        case .refused: StyledText("\(glyphs.cross) refused", .error)
        }
    }

    /// A sentence for a toast.
    static func sentence(_ result: BulkRun.Result, managedID: String) -> String {
        switch result {
        case .unsent: "\(managedID): not handed over"
        case .queued: "\(managedID): queued"
        case .running: "\(managedID): running"
        case .done: "\(managedID): done"
        case .skipped(let reason): "\(managedID): \(reason)"
        case .retry: "\(managedID): will be tried again"
        case .failed(let failure):
            "\(managedID) failed again: \(failure?.explanation.sentence ?? "no reason given")"
        case .refused(let reason): "\(managedID): \(reason)"
        }
    }
}
