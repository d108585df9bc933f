import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// Pane 4: customers, their accounts, and the companies they are mapped to.
@Suite struct CustomersTests {
    @Test func `what waits comes first, then customers without a company`() {
        let console = Console.withCustomers(pane: .customers)

        #expect(
            console.state.customers.rows.map(\.id) == [
                .waiting(source: "veeam", id: "ACME-7"), .customer(19_654), .customer(19_657),
                .customer(19_652), .customer(19_653), .customer(19_655), .customer(19_656),
            ])
    }

    @Test func `a customer unfolds, a sub-account stands below its parent, left folds`() {
        var console = Console.withCustomers(pane: .customers)
        console.press("down", "enter")

        let accounts = console.state.customers.rows.compactMap { row -> String? in
            guard case .account(let account, let depth) = row.content else { return nil }
            return "\(depth) \(account.externalID)"
        }
        #expect(accounts == ["1 EFS1234500", "2 EFS1234502", "1 EFS1234501"])

        console.press("down", "left")
        #expect(console.state.customers.rows.count == 7)
        #expect(console.state.customers.currentRow?.id == .customer(19_654))
    }

    @Test func `E opens the event log of the account under the cursor only`() {
        var console = Console.withCustomers(pane: .customers)
        console.press("down", "E")
        #expect(console.state.pane == .customers)
        #expect(console.state.messages.remark.contains("no account under the cursor"))

        console.press("enter", "down", "E")
        #expect(console.state.pane == .events)
        #expect(console.state.events.account == "EFS1234500")
    }

    @Test func `a waiting customer is linked to a number in any spelling`() {
        var console = Console.withCustomers(pane: .customers)
        console.press("m")
        console.type("19x")
        console.press("enter")
        #expect(console.state.numberEntry?.problem.contains("19652") == true)

        console.press("backspace")
        console.press("backspace", "backspace")
        console.send(.paste(" efs-19652 "))
        console.press("enter")
        #expect(
            console.effects.contains {
                if case .change(.linkSource(source: "veeam", id: "ACME-7", number: 19_652), _) = $0
                {
                    true
                } else {
                    false
                }
            })
    }

    @Test func `matching applies nothing before it was confirmed`() {
        var console = Console.withCustomers(pane: .customers)
        console.press("M")
        console.news(
            .matches([
                Samples.match(19_657, .similar), Samples.match(19_654, .exact),
                Samples.match(19_699, .exact, concern: "inactive"), Samples.match(19_700, .none),
            ]))
        console.news(.ended(trouble: nil))
        // The same name is accepted beforehand, but never a company that should not be used.
        #expect(console.state.customers.review?.mappings.map(\.customer) == [RowID(19_654)])

        console.press("down", "down", "right", "space", "ctrl-s")
        #expect(!console.effects.contains { if case .change = $0 { true } else { false } })
        console.press("m")
        let mappings = console.effects.compactMap { effect -> [CustomerMapping]? in
            if case .change(.mapCustomers(let mappings), _) = effect { mappings } else { nil }
        }
        #expect(mappings.first?.map(\.customer) == [RowID(19_654), RowID(19_657)])
        #expect(mappings.first?.map(\.company?.id) == [900, 901])
        // What was reviewed stays until the store has it.
        #expect(console.state.customers.review != nil)
    }

    @Test func `a customer that has the proposed company already needs no answer`() {
        var console = Console.withCustomers(pane: .customers)
        console.press("M")
        var mapped = Samples.match(19_652, .exact)
        mapped = CompanyMatch(
            customer: Customer(
                id: RowID(19_652), number: 19_652, name: "Litware", companyID: 900,
                companyName: "Litware Inc"), kind: .exact, candidates: mapped.candidates)
        console.news(.matches([mapped, Samples.match(19_654, .similar)]))
        console.news(.ended(trouble: nil))
        #expect(
            console.state.customers.review?.rows.map(\.match.customer.number) == [19_654, 19_652])

        console.press("end", "space")
        #expect(console.state.messages.remark.contains("the customer's company already"))
        #expect(console.state.customers.review?.mappings.isEmpty == true)
    }

    @Test func `a refused mapping keeps the review`() {
        var console = Console.withCustomers(pane: .customers)
        console.press("M")
        console.news(.matches([Samples.match(19_654, .exact)]))
        console.news(.ended(trouble: nil))
        console.press("ctrl-s", "m")
        guard
            case .change(_, let ticket)? = console.effects.last(where: {
                if case .change = $0 { true } else { false }
            })
        else {
            Issue.record("no change was asked for")
            return
        }
        console.send(.refused("the customer is gone", .change, ticket: ticket))

        #expect(console.state.customers.review?.mappings.count == 1)
        #expect(console.state.messages.shown.contains { $0.text == "the customer is gone" })
        #expect(console.state.reading.trouble == nil)
    }

    @Test func `answers of a review are not thrown away by one key`() {
        var console = Console.withCustomers(pane: .customers)
        console.press("M")
        console.news(.matches([Samples.match(19_654, .similar)]))
        console.news(.ended(trouble: nil))
        console.press("space", "esc")
        #expect(console.state.customers.review?.mappings.count == 1)
        #expect(console.state.popups.count == 1)

        console.press("esc")
        #expect(console.state.customers.review != nil)
        console.press("esc", "f")
        #expect(console.state.customers.review == nil)
    }

    @Test func `an auditor may look and not map`() {
        var console = Console.withCustomers(
            pane: .customers, place: Samples.place(isReadOnly: true))
        let before = console.effects.count
        console.press("m", "M", "u", "s", "enter")

        #expect(
            !console.effects.dropFirst(before).contains {
                switch $0 {
                case .start, .change: true
                default: false
                }
            })
        #expect(console.state.messages.remark.contains("read-only"))
    }

    @Test func `what is typed in the border of a pane is not hidden by the live log`() {
        for pane in [Pane.failed, .customers, .managedIDs] {
            var console = Console.ready(pane: pane)
            console.press("/")
            console.type("zzz")

            #expect(console.screen().contains(" /zzz"), "\(pane)")
        }
        var console = Console.withCustomers(pane: .customers)
        console.press("m")
        console.type("19652")
        #expect(console.screen().contains("is customer 19652"))
    }

    @Test func `the filter finds a customer by number, name and company`() {
        var console = Console.withCustomers(pane: .customers)
        console.press("/")
        console.type("fabrikam l")
        console.press("enter")
        #expect(console.state.customers.rows.map(\.id) == [.customer(19_653)])

        console.press("esc")
        #expect(console.state.customers.rows.count == 7)
    }

    @Test func `accounts are read only of the customers that are looked at`() {
        let console = Console.withCustomers(pane: .customers, count: 5_000)
        let read = console.effects.count {
            if case .load(.accounts, _) = $0 { true } else { false }
        }

        #expect(console.state.customers.rows.count == 5_001)
        #expect(read <= 1)
    }

    @Test(arguments: SnapshotTests.sizes)
    func `customers stand with company, window and accounts`(size: Size) throws {
        var console = Console.withCustomers(size, pane: .customers)
        console.press("down", "down", "down", "enter")
        console.pass(.milliseconds(400))

        try Snapshot.check("Customers.unfolded", console.state)
    }

    @Test(arguments: SnapshotTests.sizes)
    func `proposed companies are reviewed row by row`(size: Size) throws {
        var console = Console.withCustomers(size, pane: .customers)
        console.press("M")
        console.news(
            .matches([
                Samples.match(19_657, .similar), Samples.match(19_654, .exact),
                Samples.match(19_699, .exact, concern: "inactive"), Samples.match(19_700, .none),
            ]))
        console.news(.ended(trouble: nil))

        try Snapshot.check("Customers.review", console.state)
    }
}
