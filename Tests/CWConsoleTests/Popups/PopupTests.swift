import TUIWidgets
import Testing

@testable import CWConsole

/// Palette, help, messages.
@Suite struct PopupTests {
    @Test func `the palette finds a command by scattered letters and runs it`() {
        var console = Console.ready(pane: .failed)
        console.press(":")
        console.type("bycau")

        console.press("enter")

        #expect(console.state.popups.isEmpty)
        #expect(console.state.failed.isGrouped)
    }

    @Test func `a command of another pane opens that pane first`() {
        var console = Console.ready()
        console.press(":")
        console.type("follow")

        console.press("enter")

        #expect(console.state.pane == .events)
        #expect(console.state.events.isFollowing)
    }

    @Test func `a command that cannot run says why`() {
        var console = Console.ready(pane: .failed)
        console.press(":")
        console.type("unmark")

        console.press("enter")

        #expect(console.state.messages.remark == "Unmark all: nothing is marked")
    }

    @Test func `up above the first line brings the last command back`() {
        var console = Console.ready(pane: .failed)
        console.press(":")
        console.type("by cause")
        console.press("enter", ":", "up")

        guard case .palette(let palette)? = console.state.popups.last else {
            Issue.record("no palette")
            return
        }
        #expect(palette.line.text == "By cause")
    }

    @Test func `esc closes the palette and runs nothing`() {
        var console = Console.ready(pane: .failed)
        console.press(":", "esc")

        #expect(console.state.popups.isEmpty)
        #expect(console.state.paletteHistory.isEmpty)
    }

    @Test func `help belongs to the pane and scrolls to its end`() {
        var console = Console.ready(Size(columns: 80, rows: 24), pane: .events)
        console.press("?")
        #expect(console.screen().contains("Goes to the newest event"))

        console.press("end")

        #expect(console.screen().contains("Pressed twice within two seconds"))
    }

    @Test func `success goes after 3 s, a warning after 6 s, an error stays until dismissed`() {
        var console = Console.ready()
        console.state.tell("fine", .good)
        console.state.tell("careful", .warning)
        console.state.tell("broken", .error)
        #expect(console.state.messages.shown.count == 3)

        console.pass(.seconds(4))
        #expect(console.state.messages.shown.map(\.text) == ["careful", "broken"])
        console.pass(.seconds(3))
        #expect(console.state.messages.shown.map(\.text) == ["broken"])

        console.press("esc")
        #expect(console.state.messages.shown.isEmpty)
        console.press("!")
        #expect(console.screen().contains("broken"))
        #expect(console.screen().contains("15:04:33"))
    }
}
