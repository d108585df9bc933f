import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// What each role may do in the console, and how it sees what it may not.
struct RolesTests {
    private func console(_ role: OperatorRole, on pane: Pane = .failed) -> Console {
        Console.ready(pane: pane, place: Samples.place(role: role))
    }

    private func hint(_ label: String, _ console: Console) throws -> FunctionBar.Hint {
        try #require(FooterView.hints(console.state).first { $0.label == label })
    }

    @Test func `support may reprocess`() throws {
        var console = console(.support)

        #expect(try !hint("Reprocess", console).isStruckOut)
        console.press("*", "r")

        #expect(!console.state.messages.remark.contains("may do this"))
        #expect(console.screen().contains("(support)"))
    }

    @Test func `an auditor sees reprocess struck out and is told why`() throws {
        var console = console(.auditor)

        #expect(try hint("Reprocess", console).isStruckOut)
        #expect(console.screen().contains("✗r Reprocess"))
        console.press("r")

        #expect(
            console.state.messages.remark
                == "r: only support or a manager may do this; you are auditor (kim)")
    }

    @Test func `support may not save credentials`() throws {
        var console = console(.support, on: .setup)

        #expect(try hint("Save", console).isStruckOut)
        console.press("ctrl-s")

        #expect(
            console.state.messages.remark
                == "ctrl-s: only a manager may do this; you are support (kim)")
    }

    @Test func `a manager sees nothing struck out`() {
        for pane in Pane.allCases {
            let hints = FooterView.hints(console(.manager, on: pane).state)
            #expect(hints.allSatisfy { !$0.isStruckOut }, "\(pane)")
        }
    }

    @Test func `a read-only console strikes out what a manager could do`() throws {
        let console = Console.ready(pane: .failed, place: Samples.place(isReadOnly: true))

        #expect(try hint("Reprocess", console).isStruckOut)
    }

    @Test func `help says of each forbidden key who may`() {
        let rect = Rect(Size(columns: 100, rows: 30))
        let lines = HelpView.lines(.failed, console(.auditor).state, in: rect).map(\.string)

        #expect(lines.contains { $0.contains("not for you: only support or a manager") })
        let free = HelpView.lines(.failed, console(.manager).state, in: rect).map(\.string)
        #expect(free.allSatisfy { !$0.contains("not for you") })
    }

    @Test func `the palette says of each forbidden command who may`() {
        var console = console(.auditor)
        console.press(":", "r", "e", "p", "r", "o")

        #expect(console.screen().contains("not for you: only support or a manager"))
    }

    @Test func `a command that is struck out keeps its place in a narrow footer`() {
        let hints = [
            FunctionBar.Hint(key: "r", label: "Go", priority: 9, isStruckOut: true),
            FunctionBar.Hint(key: "q", label: "Quit", priority: 1),
        ]

        #expect(FunctionBar(hints: hints).fitting(14).count == 2)
        #expect(FunctionBar(hints: hints).fitting(13).map(\.key) == ["r"])
    }
}
