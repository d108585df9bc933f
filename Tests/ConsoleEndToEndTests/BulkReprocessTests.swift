import Foundation
import TerminalHarness
import Testing

/// `R`, marks, and two consoles on one store, against the sandbox over https.
@Suite(.serialized, .ownThread) struct BulkReprocessTests {
    @Test func `R shows progress and a result in each row, and twice never sends twice`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let console = try Self.demo(workplace)
        let ids = try Self.failedOnes(workplace)

        for _ in 1...2 {
            console.press("space", "down", "up")
            console.press("*", "R")
            try console.wait(forText: "Cancel", seconds: 20)
            #expect(console.text.contains("Push "))
            console.press("r")
            try console.wait(for: "each row's result", seconds: 60) {
                $0.text.contains("reprocessed: ")
                    && ($0.text.contains("✗ failed") || $0.text.contains("✓ done"))
            }
            try console.wait(for: "the toast to go", seconds: 20) {
                !$0.text.contains("reprocessed: ")
            }
            console.press("1", "3")
            console.settle()
        }
        console.press("q")
        _ = try console.waitForExit(seconds: 30)

        let twice = try Self.madeTwice(ids, workplace)
        #expect(twice.isEmpty, "\(twice)")
    }

    @Test func `marks that the filter hides are counted, and esc brings the rows back`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let console = try Self.demo(workplace)
        console.press("*")
        try console.wait(forText: " marked", seconds: 20)

        console.press("/")
        console.type("no-such-customer")
        console.press("enter")

        try console.wait(forText: "No rows match. Esc clears", seconds: 20)
        try console.wait(forText: " hidden", seconds: 20)
        console.press("esc")
        try console.wait(for: "no hidden mark", seconds: 20) {
            $0.text.contains(" marked") && !$0.text.contains(" hidden")
        }
        console.press("q")
        _ = try console.waitForExit(seconds: 30)
    }

    @Test func `two consoles on one store see each other's changes within two seconds`() throws {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let first = try Self.demo(workplace)
        let second = try workplace.start()
        try second.wait(forText: "Needs you", seconds: 30)
        #expect(second.lines[0].contains(" pid "))
        first.press("9")
        second.press("9")
        for console in [first, second] {
            try console.wait(forText: "Management solution", seconds: 20)
        }

        // From the one that only looks on to the one with the engine.
        try Self.setSolution("Second Sight", in: second)
        try first.wait(forText: "Second Sight", seconds: 2.5)

        // And back.
        try Self.setSolution("First Sight", in: first)
        try second.wait(forText: "First Sight", seconds: 2.5)

        second.press("q")
        #expect(try second.waitForExit(seconds: 30) == .status(0))
        first.press("q")
        #expect(try first.waitForExit(seconds: 30) == .status(0))
    }

    private static func setSolution(_ name: String, in console: TerminalSession) throws {
        console.press("home", "down", "down", "down", "down", "down", "down", "enter", "ctrl-u")
        console.type(name)
        console.press("ctrl-s")
        try console.wait(for: "a saved form or a question", seconds: 20) {
            $0.text.contains("credentials saved") || $0.text.contains("On-premises host")
        }
        if console.text.contains("On-premises host") {
            console.press("o")
            try console.wait(forText: "credentials saved", seconds: 20)
        }
    }

    /// The demo on the workplace's store, at its failed notifications.
    static func demo(_ workplace: Workplace) throws -> TerminalSession {
        let console = try workplace.start("demo", "--store", workplace.store)
        try console.wait(forText: "failed notification", seconds: 60)
        console.press("3")
        try console.wait(forText: "by cause", seconds: 30)
        console.press("g")
        try console.wait(forText: " attempt", seconds: 30)
        return console
    }

    /// The notifications that failed when the console had nothing done again yet.
    static func failedOnes(_ workplace: Workplace) throws -> [Int] {
        let list = try workplace.run("notifications", "list", "--state", "failed", "--json").text
        let ids = list.matches(of: /"id":(\d+),"information"/).compactMap { Int($0.output.1) }
        #expect(!ids.isEmpty, "\(list.prefix(400))")
        return ids
    }

    /// Those of the notifications for which more than one ticket was made, by what was kept.
    static func madeTwice(_ ids: [Int], _ workplace: Workplace) throws -> [Int] {
        var tickets = 0
        let twice = try ids.filter { id in
            let shown = try workplace.run("notifications", "show", "\(id)").text
            let made = shown.matches(of: /POST \S*\/service\/tickets +201/).count
            tickets += made
            return made > 1
        }
        #expect(tickets > 0, "no ticket was made at all")
        return twice
    }
}
