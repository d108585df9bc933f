import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// Everything wrong that can be typed or pasted into a form or a line, at three sizes: a sentence
/// stands beside the field, nothing else is lost, nothing is submitted, nothing crashes.
@Suite struct BadInputTests {
    /// Every kind of form has a case: a new kind does not compile without a word here.
    private static func name(_ kind: FormKind) -> String {
        switch kind {
        // Its values are judged by a review that needs the store: `CredentialsReviewTests`.
        case .credentials: "credentials"
        case .addPartner: "add partner"
        case .renamePartner: "rename partner"
        case .settings: "settings"
        case .billing: "billing"
        case .rule: "rule"
        case .crossReference: "cross-reference"
        case .account: "account"
        }
    }

    @Test func `every kind of form is tried`() {
        #expect(Set(Self.cases.map { Self.name($0.kind) }).count == 7)
    }

    // MARK: - The forms

    /// A console with the form open, filled rightly, and with something to save.
    private static func open(_ trial: Case) throws -> Console {
        var console = Console.withCustomers(pane: .customers)
        console.state.partners = [
            PartnerSummary(
                partner: Partner(id: RowID(9), name: "Contoso MSP", mode: .live))
        ]
        console.state.setup.settings = console.settings
        let references = SavedReferences(Versioned(Samples.references, version: 3))
        console.state.setup.references = references
        console.state.crossReferences.take(references)
        console.state.rules.take(Samples.rules)
        console.state.customers.take(Samples.accounts(of: 19_652), customer: 19_652)
        console.state.openForm(trial.kind, title: "Form")
        var form = try #require(console.state.form)
        for (id, text) in trial.right { form.change(id) { $0.replace(text) } }
        form.set("board", .pick(.boards, Samples.board))
        if trial.kind == .billing {
            form.change(Samples.references[0].id) { $0.value = .check(true) }
        }
        console.state.keep(form)
        return console
    }

    private static func changes(_ effects: [ScreenEffect]) -> [Change] {
        effects.compactMap { if case .change(let change, _) = $0 { change } else { nil } }
    }

    private static func texts(_ console: Console) -> [String] {
        (console.state.form?.items ?? []).filter {
            if case .text = $0.value { true } else { false }
        }.map(\.id)
    }

    /// Empties the field and pastes into it.
    private static func paste(
        _ text: String, into id: String, _ console: inout Console
    ) -> [ScreenEffect] {
        guard var form = console.state.form else { return [] }
        form.move(to: id)
        console.state.keep(form)
        console.press("end", "ctrl-u")
        return text.isEmpty ? [] : console.send(.paste(text))
    }

    /// Looks at all sizes whether the words stand there, the last key's remark aside.
    private static func expect(
        _ words: String, in console: Console, _ note: String, _ location: SourceLocation
    ) {
        for size in SnapshotTests.sizes {
            var copy = console
            copy.state.messages.remark = ""
            copy.send(.resize(size))
            let grid = ConsoleView.draw(copy.state, glyphs: .unicode)
            let text = grid.text
            #expect(grid.size == size, sourceLocation: location)
            for word in words.split(separator: " ") {
                #expect(
                    text.contains(word), "\(note) at \(size): \(words)",
                    sourceLocation: location)
            }
        }
    }

    /// Saving is refused, the marker and a sentence are at the field, the rest is as it was.
    private static func expectRefusal(
        of id: String, in console: Console, _ note: String,
        at location: SourceLocation = #_sourceLocation
    ) {
        var console = console
        let before = console.state.form
        let effects = console.press("ctrl-s")
        let after = console.state.form
        #expect(changes(effects).isEmpty, "\(note) was saved", sourceLocation: location)
        #expect(after?.current?.id == id, "\(note)", sourceLocation: location)
        let problem = after?[id]?.problem ?? ""
        #expect(!problem.isEmpty, "\(note)", sourceLocation: location)
        #expect(
            after?.items.map(\.value) == before?.items.map(\.value), "\(note)",
            sourceLocation: location)
        expect(problem, in: console, note, location)
    }

    @Test(arguments: cases)
    func `what is right is saved`(trial: Case) throws {
        var console = try Self.open(trial)

        #expect(Self.changes(console.press("ctrl-s")).count == 1, "\(console.screen())")
    }

    @Test(arguments: cases)
    func `an empty field is refused beside it, unless it may be empty`(trial: Case) throws {
        let start = try Self.open(trial)
        for id in Self.texts(start) {
            for blank in ["", "   ", "\u{200D}\u{2060}"] {
                var console = start
                _ = Self.paste("x", into: id, &console)
                console.press("backspace")
                if !blank.isEmpty { for character in blank { console.send(.key(Key(character))) } }
                if trial.blank.contains(id) {
                    #expect(Self.changes(console.press("ctrl-s")).count == 1, "\(id)")
                } else {
                    Self.expectRefusal(of: id, in: console, "\(id) blank")
                }
            }
        }
    }

    @Test(arguments: cases)
    func `what is wrong of its kind is refused beside the field`(trial: Case) throws {
        let start = try Self.open(trial)
        for (id, texts) in trial.wrong {
            for text in texts {
                var console = start
                _ = Self.paste(text, into: id, &console)
                Self.expectRefusal(of: id, in: console, "\(id) \(text)")
            }
        }
        for (id, edit) in trial.edits {
            var console = start
            var form = try #require(console.state.form)
            edit(&form)
            console.state.keep(form)
            Self.expectRefusal(of: id, in: console, id)
        }
    }

    @Test(arguments: cases)
    func `a text that was cut is said, and not saved before it was looked at`(
        trial: Case
    ) throws {
        let start = try Self.open(trial)
        for id in Self.texts(start) {
            for text in [
                String(repeating: "x", count: 60_000), String(repeating: "漢", count: 2_000),
                "e" + String(repeating: "\u{301}", count: 5_000),
            ] {
                var console = start
                let others = start.state.form?.items.filter { $0.id != id }.map(\.value)
                let effects = Self.paste(text, into: id, &console)
                #expect(Self.changes(effects).isEmpty)
                #expect(
                    console.state.form?.items.filter { $0.id != id }.map(\.value) == others, "\(id)"
                )
                Self.expect(
                    console.state.form?[id]?.note ?? "none", in: console, id, #_sourceLocation)
                Self.expectRefusal(of: id, in: console, "\(id) cut")
            }
        }
    }

    @Test(arguments: cases)
    func `blanks, newlines and control characters of a paste go, which is said`(
        trial: Case
    ) throws {
        let start = try Self.open(trial)
        for id in Self.texts(start) {
            var console = start
            let effects = Self.paste(" \n\t7\u{1B}[2J\u{7}\u{202E}x \r\n\n", into: id, &console)
            #expect(Self.changes(effects).isEmpty, "a newline submitted \(id)")
            guard case .text(let field)? = console.state.form?[id]?.value else {
                Issue.record("\(id) is no text")
                return
            }
            #expect(field.text == "7[2Jx")
            Self.expect(
                "trimmed 3 leading spaces 3 control characters left out", in: console, id,
                #_sourceLocation)
        }
    }

    // MARK: - Lines

    /// What is typed outside forms, by the keys that lead to it.
    static let lines: [(pane: Pane, keys: [String])] = [
        (.customers, ["/"]), (.customers, ["m"]), (.managedIDs, ["/"]), (.managedIDs, ["a"]),
        (.events, ["/"]), (.events, ["s"]), (.failed, ["/"]), (.customers, [":"]),
        (.customers, ["T", "/"]), (.crossReferences, ["p"]),
    ]

    @Test(arguments: lines.indices)
    func `a line takes any paste, says what it did to it, and does nothing by itself`(
        index: Int
    ) {
        let line = Self.lines[index]
        var console = Console.withCustomers(pane: line.pane)
        for key in line.keys { console.press(key) }
        for (text, words) in [
            (String(repeating: "x", count: 60_000), "cut at"),
            (" \n7\u{1B}[2J\u{7} \n", "control characters"), (" \n7 \n", "trimmed"),
        ] {
            console.press("end", "ctrl-u")
            let effects = console.send(.paste(text))
            #expect(Self.changes(effects).isEmpty)
            for size in SnapshotTests.sizes {
                var copy = console
                copy.send(.resize(size))
                #expect(ConsoleView.draw(copy.state, glyphs: .unicode).size == size)
            }
            #expect(console.screen().contains(words), "\(line) \(words)")
            console.answerAll()
        }
    }

    @Test(
        arguments: [
            "", "   ", "abc", "0", "-1", "1.5", "EFS-", "EFS-abc", "99999999999999999999", "١٩٦٥٢",
            "19652 19653",
        ], [(Pane.customers, "m"), (.managedIDs, "a")])
    func `what is no customer number is refused beside it`(text: String, place: (Pane, String)) {
        var console = Console.withCustomers(pane: place.0)
        console.press(place.1, "end", "ctrl-u")
        if !text.isEmpty { console.send(.paste(text)) }
        let typed = console.state.numberEntry?.line.text
        let effects = console.press("enter")

        #expect(Self.changes(effects).isEmpty && console.state.popups.isEmpty)
        #expect(console.state.numberEntry?.line.text == typed)
        Self.expect("type one like 19652", in: console, text, #_sourceLocation)
    }
}

extension FormItem {
    /// Replaces the text and keeps the limit.
    fileprivate mutating func replace(_ text: String) {
        guard case .text(let field) = value else { return }
        value = .text(TextFieldState(text, limit: field.limit))
    }
}
