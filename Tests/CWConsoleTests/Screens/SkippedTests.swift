import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// A push that the twelve-hour rule left out is no failure and does not look like one (B28).
struct SkippedTests {
    @Test func `a skip differs from a failure by glyph, word and colour, in list and detail`() {
        for glyphs in [GlyphSet.unicode, .ascii] {
            let skipped = StateText.words(.skipped, glyphs: glyphs)
            let failed = StateText.words(.failed, glyphs: glyphs)
            let words = [skipped, failed].map { $0.spans.map(\.text).joined() }
            #expect(words[0] == "- skipped" && words[1].hasSuffix(" failed"))
            #expect(words[0].first != words[1].first)
            #expect(skipped.spans.first?.style != failed.spans.first?.style)
        }
    }

    @Test func `the detail of an event says since when the window is closed, not that it failed`() {
        var console = Console.ready(pane: .events)
        let row = console.events[0]
        var notification = Samples.failed(row.id.rawValue, state: .skipped)
        notification.skipReason = "Skipped, updated 03:10 h ago (12-hour rule)"
        var detail = Samples.eventDetail(row)
        detail.notifications = [notification]
        console.state.events.detail = detail
        console.state.events.notifications = []

        let screen = console.screen()
        #expect(screen.contains("- skipped"))
        // The pane is narrow: the sentence may go over two lines.
        #expect(screen.contains("Skipped, updated 03:10 h ago"))
        #expect(screen.contains("rule)"))
        #expect(!screen.contains("What happened"))
    }

    @Test func `the smallest window still says what each event is`() {
        var console = Console.ready(pane: .events)
        console.send(.resize(Size(columns: 40, rows: 10)))

        #expect(console.screen().contains("Backup"))
    }
}
