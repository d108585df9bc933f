import TUIWidgets
import Testing

@testable import CWConsole

/// The one table behind dispatch, footer, help and palette (B9).
@Suite struct CommandTableTests {
    @Test(arguments: Scope.allCases)
    func `no two commands of a scope share a key`(scope: Scope) {
        var owners: [Key: [String]] = [:]
        for command in Command.all(in: scope) {
            for key in command.keys { owners[key, default: []].append(command.label) }
        }

        for (key, labels) in owners {
            #expect(labels.count == 1, "\(key) means \(labels) in \(scope)")
        }
    }

    @Test func `every command has a label, a key, a scope and a sentence of help`() {
        for command in Command.table {
            #expect(!command.label.isEmpty)
            #expect(!command.keys.isEmpty, "\(command.label)")
            #expect(!command.scopes.isEmpty, "\(command.label)")
            #expect(command.help.hasSuffix("."), "\(command.label): \(command.help)")
            #expect(command.help.first?.isUppercase == true, "\(command.help)")
        }
    }

    @Test func `no command of a line that is typed takes a character away from the text`() {
        for command in Command.table {
            for scope in command.scopes where scope.takesText {
                for key in command.keys {
                    #expect(key.typed == nil, "\(command.label) takes \(key) in \(scope)")
                }
            }
        }
    }

    @Test func `every command name is in the table`() {
        let names = Set(Command.table.map(\.id))

        #expect(names == Set(CommandID.allCases))
    }

    @Test func `the palette offers every command of every pane once`() {
        let panes = Command.table.filter { !$0.scopes.isDisjoint(with: Scope.panes) }

        #expect(Set(Command.offered.map(\.id)) == Set(panes.map(\.id)))
        #expect(Set(Command.offered.map(\.id)).count == Command.offered.count)
    }

    @Test(arguments: Pane.allCases)
    func `the help of a pane names every key that does something there`(pane: Pane) {
        let text = HelpView.lines(
            pane.scope, Console().state, in: Rect(Size(columns: 80, rows: 24))
        ).map(\.string)
            .joined(separator: "\n")

        for command in Command.all(in: pane.scope) {
            #expect(text.contains(command.help))
            for key in command.keys { #expect(text.contains(Command.name(key))) }
        }
    }

    /// Two columns that are wrapped once more would mix their words.
    @Test(arguments: Pane.allCases, [110, 116, 120, 200])
    func `the help in two columns keeps its lines, beside a scroll bar too`(
        pane: Pane, columns: Int
    ) {
        for rows in [20, 32, 60] {
            let rect = Rect(Size(columns: columns, rows: rows))
            let lines = HelpView.lines(pane.scope, Console().state, in: rect)

            let area = PopupFrame.inside(HelpView.size(lines), in: rect)

            #expect(TextPane(lines: lines).height(columns: area.columns - 2) == lines.count)
        }
    }

    @Test(arguments: Pane.allCases, [40, 80, 120])
    func `the footer fits and keeps Help and Quit`(pane: Pane, columns: Int) {
        let console = Console.ready(Size(columns: columns, rows: 24), pane: pane)

        let hints = FooterView.bar(console.state).fitting(columns)

        let width = hints.reduce(-1) { $0 + $1.key.count + $1.label.count + 3 }
        #expect(width <= columns)
        #expect(hints.contains { $0.key == "?" })
        #expect(hints.contains { $0.key == "q" })
    }

    @Test func `every footer key dispatches in its scope`() {
        for pane in Pane.allCases {
            let state = Console.ready(pane: pane).state
            for hint in FooterView.hints(state) {
                let command = Command.all(in: pane.scope).first { $0.keyName == hint.key }
                #expect(command != nil, "\(hint.key) in \(pane)")
            }
        }
    }

    @Test func `the keys of a question are not keys of the dialog`() {
        let questions: [Set<String>] = [["s", "w", "d"], ["c", "r"], ["c", "o"], ["s", "e"]]
        let taken = Set(Command.all(in: .dialog).flatMap(\.keys).map(\.description))

        for keys in questions { #expect(keys.isDisjoint(with: taken)) }
    }
}
