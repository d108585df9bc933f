import IntegrationCore
import Testing

@testable import CWConsole

/// The window of a long list.
@Suite struct PageListTests {
    typealias Pages = PageList<EventRow, StoredEvent>

    @Test func `a short first page is the whole list`() {
        var list = Pages()

        list.take(Samples.events(newest: 20, count: 20), for: PageRequest(limit: 100))

        #expect(list.isComplete)
        #expect(list.need(near: 0) == nil)
        #expect(list.need(near: 19) == nil)
    }

    @Test func `near the older end the next page is asked for by the last row's id`() {
        var list = Pages()
        list.take(Samples.events(newest: 1_000, count: 100), for: PageRequest(limit: 100))

        #expect(list.need(near: 10) == nil)
        #expect(list.need(near: 60) == PageRequest(before: RowID(901), limit: 100))
    }

    @Test func `rows far from the cursor are let go and counted`() {
        var list = Pages()
        list.take(Samples.events(newest: 1_000, count: 100), for: PageRequest(limit: 100))
        for newest in stride(from: Int64(900), through: 300, by: -100) {
            list.take(
                Samples.events(newest: newest, count: 100),
                for: PageRequest(before: RowID(newest + 1), limit: 100))
        }

        #expect(list.rows.count == Pages.capacity)
        #expect(list.newer == 300)
        #expect(!list.reachesNewest)
        #expect(list.need(near: 0) == PageRequest(after: RowID(700), limit: 100))
    }

    @Test func `reading again never lets a newer row in`() {
        var list = Pages()
        list.take(Samples.events(newest: 1_000, count: 100), for: PageRequest(limit: 100))

        #expect(list.again().before == RowID(1_001))
    }

    @Test func `a row at the end of all numbers does not overflow`() {
        var list = Pages()
        list.take(
            [Samples.event(5)].map { row in
                var last = row
                last.id = RowID(Int64.max)
                return last
            }, for: PageRequest(limit: 100))

        #expect(list.again().before == nil)
    }
}
