import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// What the first row says about store and ConnectWise (B48).
struct ConnectionStateTests {
    @Test func `a silent ConnectWise is offline since a moment, and counts down to the next try`() {
        var console = Console.ready()
        console.overview.figures.unansweredSince = Samples.now - .seconds(40)
        console.overview.figures.nextTryAt = Samples.now + .seconds(12)
        console.counter += 1

        console.pass(.seconds(1))
        console.pass(.seconds(1))

        let row = console.screen().split(separator: "\n").first.map(String.init) ?? ""
        #expect(row.contains("offline since 15:03:53, retry in 10 s"), "\(row)")
        #expect(!console.screen().contains("flowing"))
    }

    @Test func `a store that does not answer marks what is shown, and when it is asked again`() {
        var console = Console.ready()
        console.counter += 1
        console.send(.tick(console.state.now + .seconds(2)))
        for question in console.open {
            console.send(.refused("disk is gone", question.load.slot, ticket: question.ticket))
        }

        let row = console.screen().split(separator: "\n").first.map(String.init) ?? ""
        #expect(row.contains("store offline since 15:04:35, retry in 1 s"), "\(row)")

        console.open = []
        console.pass(.seconds(2))
        #expect(!console.screen().contains("store offline"))
        #expect(console.screen().contains("the store answers again"))
    }
}
