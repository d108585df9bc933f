import Testing

@testable import TUIWidgets

@Suite struct KeyTests {
    @Test(arguments: [
        "r", "R", "ctrl-s", "alt-x", "shift-tab", "f5", "ctrl-f5", "esc", "space", "pgup", "-",
        "ctrl--", "ctrl-_", "?", ":", "ctrl-alt-delete", "é",
    ])
    func `a spelling is read as it is printed`(spelling: String) {
        #expect(Key(spelling: spelling)?.description == spelling)
    }

    @Test(arguments: ["", "ctrl-", "f64", "f0", "hyper-x", "upwards"])
    func `what is no key is refused`(spelling: String) {
        #expect(Key(spelling: spelling) == nil)
    }

    @Test func `the space bar has one spelling`() {
        #expect(Key(" ") == Key(.space) && Key(" ").typed == " ")
        #expect(Key("x", .ctrl).typed == nil && Key(.enter).typed == nil)
    }
}
