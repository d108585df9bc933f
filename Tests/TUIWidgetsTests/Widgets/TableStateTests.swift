import Testing

@testable import TUIWidgets

@Suite struct TableStateTests {
    @Test func `the same record stays under the cursor when rows come and go`() {
        var state = TableState(ids: [1, 2, 3], cursor: 2)

        state.refresh([9, 8, 1, 2, 3])

        #expect(state.cursor == 2 && state.cursorIndex == 3)
    }

    @Test(arguments: [([1, 3, 4], 3), ([1], 1), ([7, 8], 8), ([4, 1], 4)])
    func `when the record is gone the nearest neighbour is under the cursor`(
        ids: [Int], cursor: Int
    ) {
        var state = TableState(ids: [1, 2, 3, 4], cursor: 2)

        state.refresh(ids)

        #expect(state.cursor == cursor)
    }

    @Test func `an emptied list has no cursor and gets one back`() {
        var state = TableState(ids: [1, 2], cursor: 2)

        state.refresh([])
        #expect(state.cursor == nil && state.cursorIndex == nil && state.targets == [])
        state.move(by: 5)
        state.toggleMark()
        state.refresh([5, 6])

        #expect(state.cursor == 5 && state.marks.isEmpty)
    }

    @Test func `marks stay with their records and those of gone records are reported`() {
        var state = TableState(ids: [1, 2, 3])
        state.markAll()

        state.refresh([2])
        #expect(state.hiddenMarks == 2)
        let dropped = state.refresh([2, 3], existing: [2, 3])

        #expect(dropped == [1] && state.marks == [2, 3] && state.hiddenMarks == 0)
    }

    @Test func `an action applies to the marks in list order or else to the cursor`() {
        var state = TableState(ids: [3, 1, 2], cursor: 1)
        #expect(state.targets == [1])

        state.toggleMark()
        state.moveToFirst()
        state.toggleMark()

        #expect(state.targets == [3, 1])
        state.unmark(3)
        #expect(state.targets == [1])
    }

    @Test func `a range marks everything between both ends`() {
        var state = TableState(ids: Array(1...9), cursor: 7)
        let hadBegun = state.markRange()
        state.select(4)
        let isMarked = state.markRange()
        #expect(!hadBegun && isMarked)
        #expect(state.marks == [4, 5, 6, 7])

        state.select(9)
        _ = state.markRange()
        #expect(state.marks == [4, 5, 6, 7, 8, 9])
        state.refresh([1, 2])
        let isShown = state.markRange()
        #expect(!isShown, "the other end is hidden")
    }

    @Test func `a step over the edge scrolls a quarter page, all else as little as needed`() {
        var state = TableState(ids: Array(0..<100))
        state.settle(page: 10)

        state.move(by: 9)
        #expect(state.offset == 0)
        state.move(by: 1)
        #expect(state.offset == 3)
        state.move(by: -5)
        #expect(state.offset == 3)
        state.move(byPages: 2)
        #expect(state.cursor == 23 && state.offset == 14)
        state.move(by: -9)
        state.move(by: -1)
        #expect(state.cursor == 13 && state.offset == 11)
        state.moveToLast()
        #expect(state.offset == 90)
        state.settle(page: 200)
        #expect(state.offset == 0)
    }

    @Test func `a refresh keeps the row at its place on the screen`() {
        var state = TableState(ids: Array(100..<200))
        state.settle(page: 10)
        state.select(150)
        let line = 50 - state.offset

        state.refresh(Array(90..<200))

        #expect(state.cursor == 150 && (state.cursorIndex ?? 0) - state.offset == line)
    }

    @Test func `the next record that matches is found round the end`() {
        var state = TableState(ids: [1, 2, 3, 4], cursor: 3)

        #expect(state.selectNext { $0 % 2 == 0 } && state.cursor == 4)
        #expect(state.selectNext { $0 % 2 == 0 } && state.cursor == 2)
        #expect(state.selectNext(backwards: true) { $0 % 2 == 0 } && state.cursor == 4)
        #expect(!state.selectNext { $0 > 9 } && state.cursor == 4)
    }

    @Test func `huge steps stop at the ends`() {
        var state = TableState(ids: [1, 2, 3])
        state.move(by: .max)
        state.move(byPages: .max)
        #expect(state.cursor == 3)
        state.move(by: .min)
        state.move(byPages: .min)
        #expect(state.cursor == 1)
        state.settle(page: .max)
        state.settle(page: .min)
        #expect(state.offset == 0)
    }
}
