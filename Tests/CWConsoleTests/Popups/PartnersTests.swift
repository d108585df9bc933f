import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// `P`: the partners of a store.
@Suite struct PartnersTests {
    static let other = Partner(id: RowID(2), name: "Southwind", mode: .live)

    static func open(_ pane: Pane = .events) -> Console {
        var console = Console.ready(pane: pane)
        console.partners = [
            PartnerSummary(
                partner: Partner(id: RowID(1), name: "Northwind MSP", mode: .sandbox),
                host: "api-na.myconnectwise.net", failed: 12, due: 3),
            PartnerSummary(partner: other),
        ]
        console.press("P")
        return console
    }

    @Test(arguments: [Size(columns: 120, rows: 36), Size(columns: 80, rows: 24)])
    func `the list says how each stands`(size: Size) {
        var console = Self.open()
        console.send(.resize(size))
        for text in ["Northwind MSP", "Southwind", "LIVE", "no credentials", "failed 12", "due 3"] {
            #expect(console.screen().contains(text), "\(text)")
        }
    }

    @Test func `opening another partner forgets all that was read of this one`() {
        var console = Self.open()
        let effects = console.send(.key("down")) + console.send(.key("enter"))
        #expect(effects.contains(.openPartner(Self.other)))
        #expect(effects.contains(.forgetSecrets))
        #expect(console.state.place.partner == "Southwind")
        #expect(console.state.place.modeLabel == "LIVE")
        #expect(console.state.events.list.rows.isEmpty)
        #expect(console.state.strip.isEmpty)
        #expect(console.state.pane == .events)
    }

    @Test func `a late answer of the partner before is dropped`() throws {
        var console = Self.open()
        console.press("esc")
        console.counter += 1
        console.send(.tick(console.state.now + .seconds(2)))
        let late = console.open
        #expect(!late.isEmpty)
        console.open = []
        _ = console.state.open(Self.other)
        for question in late {
            console.send(
                .loaded(.overview(Samples.overview()), question.load.slot, ticket: question.ticket))
        }
        #expect(console.state.overview.reading == nil)
    }

    @Test func `unsaved changes are asked about first`() {
        var console = Self.open(.setup)
        console.press("esc", "down", "enter")
        console.type("x")
        console.press("esc", "P", "down", "enter")
        #expect(console.screen().contains("Unsaved changes"))
        #expect(console.state.place.partner == "Northwind MSP")
        let effects = console.press("d")
        #expect(effects.contains(.openPartner(Self.other)))
    }

    @Test func `work that runs keeps its partner open, and that is said`() {
        var console = Self.open()
        _ = console.state.jobs.begin(.matchCompanies, now: console.state.now)
        console.press("down", "enter")
        #expect(console.state.place.partner == "Northwind MSP")
        #expect(console.screen().contains("is still running"))
    }

    @Test func `a partner is added and the open one renamed from the list`() {
        var console = Self.open()
        console.press("n")
        console.type("Southwind")
        console.press("ctrl-s")
        #expect(console.screen().contains("another partner has this name"))
        console.press("ctrl-u")
        console.type("Eastwind")
        #expect(
            console.press("ctrl-s").contains {
                if case .change(.addPartner("Eastwind"), _) = $0 { true } else { false }
            })
        var renaming = Self.open()
        renaming.press("down", "r")
        #expect(renaming.state.form == nil)
        renaming.press("up", "r")
        #expect(renaming.state.form?["name"]?.text == "Northwind MSP")
    }
}
