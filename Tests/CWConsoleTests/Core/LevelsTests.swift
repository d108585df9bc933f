import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// Esc, `q` and ctrl-c; keys that do nothing; late answers.
@Suite struct LevelsTests {
    @Test func `esc never ends the program and says why nothing happened`() {
        var console = Console.ready()

        console.press("esc")

        #expect(console.state.ending == nil)
        #expect(console.state.messages.remark.contains("q ends the program"))
    }

    @Test func `esc undoes exactly one level: dialog, detail, filter, opened cause`() {
        var console = Console.ready(pane: .failed)
        console.press("g", "enter", "/")
        console.type("EFS-19")
        console.press("enter", "enter", "r")
        #expect(console.state.popups.count == 1)

        console.press("esc")
        #expect(console.state.popups.isEmpty)
        #expect(console.state.failed.view.isFocused)

        console.press("esc")
        #expect(!console.state.failed.view.isFocused)
        #expect(console.state.failed.filter.text == "EFS-19")

        console.press("esc")
        #expect(console.state.failed.filter.text == "")
        #expect(console.state.failed.cause != nil)

        console.press("esc")
        #expect(console.state.failed.cause == nil)
        #expect(console.state.failed.isGrouped)
    }

    @Test func `q goes back from a detail and ends the program from a list`() {
        var console = Console.ready(pane: .events)
        console.press("enter")

        console.press("q")
        #expect(console.state.ending == nil)
        #expect(!console.state.events.view.isFocused)

        console.press("q")
        #expect(console.state.ending == .quit)
    }

    @Test func `q asks when the form has unsaved changes, and stays when told to`() {
        var console = Console.ready(pane: .setup)
        console.press("enter")
        console.type("x")
        console.press("esc", "q")
        #expect(console.state.ending == nil)

        console.press("enter")

        #expect(console.state.ending == nil)
        #expect(console.state.setup.hasChanges)
    }

    @Test func `q discards unsaved changes when told to, and ends`() {
        var console = Console.ready(pane: .setup)
        console.press("enter")
        console.type("x")

        console.press("esc", "q", "d")

        #expect(console.state.ending == .quit)
    }

    @Test func `another pane is not opened over unsaved changes without asking`() {
        var console = Console.ready(pane: .setup)
        console.press("enter")
        console.type("x")

        console.press("esc", "3")
        #expect(console.state.pane == .setup)

        console.press("d")
        #expect(console.state.pane == .failed)
        #expect(!console.state.setup.hasChanges)
    }

    @Test func `ctrl-c twice ends the program in any place`() {
        for keys in [[], [":"], ["?"], ["9", "enter"], ["3", "r"], ["2", "/"]] {
            var console = Console.ready()
            for key in keys { console.press(key) }

            console.press("ctrl-c")
            #expect(console.state.ending == nil)
            console.press("ctrl-c")

            #expect(console.state.ending == .interrupted, "after \(keys)")
        }
    }

    @Test func `ctrl-c once is forgotten after two seconds`() {
        var console = Console.ready()
        console.press("ctrl-c")
        console.pass(.seconds(3))

        console.press("ctrl-c")

        #expect(console.state.ending == nil)
    }

    @Test func `a key that does nothing here names where it works`() {
        var console = Console.ready()

        console.press("g")

        #expect(console.state.messages.remark == "g: By cause works in 3 Failed")
    }

    @Test func `a key that cannot run now says why, and the next key takes the words away`() {
        var console = Console.ready(pane: .failed, failed: 0)
        console.press("r")
        #expect(console.state.messages.remark == "r: nothing selected to reprocess")

        console.press("1")

        #expect(console.state.messages.remark.isEmpty)
    }

    @Test func `an answer that nobody waits for any more is dropped`() {
        var console = Console(pane: .events, events: 300)
        console.send(.tick(Samples.now))
        let old = console.open
        console.send(.key("/"))
        console.send(.key("z"))

        for question in old where question.load.slot == .events {
            console.send(
                .loaded(
                    .events(console.events, PageRequest(limit: 100)), .events,
                    ticket: question.ticket))
        }

        #expect(console.state.events.list.rows.isEmpty)
    }

    @Test func `a store that does not answer is said once, with since when, and asked again`() {
        var console = Console.ready()
        console.send(.tick(Samples.now + .seconds(1)))
        let question = console.open[0]
        console.open = []

        console.send(
            .refused("the disk is gone", question.load.slot, ticket: question.ticket))
        #expect(console.screen().contains("store offline since 15:04:34"))
        #expect(console.send(.tick(Samples.now + .milliseconds(1_500))).isEmpty)

        #expect(!console.send(.tick(Samples.now + .seconds(3))).isEmpty)
    }

    @Test func `the clock wakes the program once a second and nothing else does`() {
        let console = Console.ready()

        let wait = console.state.nextWake - console.state.now

        #expect(wait == .seconds(1))
    }
}
