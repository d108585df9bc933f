import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command of the Failed pane out.
    mutating func runOnFailed(_ id: CommandID) -> [ScreenEffect] {
        if let movement = id.movement {
            moveInFailed(movement)
            return []
        }
        switch id {
        case .open:
            movedAt = nil
            if failed.showsGroups {
                failed.cause = failed.groupTable.cursor
                failedQuestionChanged()
            } else {
                showDetail()
            }
        case .group:
            failed.isGrouped.toggle()
            failed.cause = nil
            failed.view.isOpen = false
            failedQuestionChanged()
        case .mark, .range, .markAll, .unmarkAll:
            if id == .mark { movedAt = now }
            mark(id, in: \.failed.table)
        case .reprocessAll: return reprocessAll()
        case .nextPart, .previousPart:
            if !failed.showsGroups { changeParts() }
        default: break
        }
        return []
    }

    /// `R`: the marks, or else everything that failed for the same cause.
    private mutating func reprocessAll() -> [ScreenEffect] {
        let marks = failed.table.marks
        guard marks.isEmpty else {
            askToReprocess(marks.sorted(by: >), isMore: false)
            return []
        }
        guard let cause = failed.causeUnderCursor else { return [] }
        var query = NotificationFilter()
        query.states = [.failed]
        query.cause = cause
        return ask(.targets(query)).map { [$0] } ?? []
    }

    private mutating func moveInFailed(_ movement: Movement) {
        if failed.showsGroups {
            failed.groupTable.move(movement)
        } else if !scrollDetail(movement) {
            movedAt = now
            failed.table.move(movement)
        }
    }
}

extension AppState {
    /// Carries a command out that marks rows of a list.
    mutating func mark<ID>(_ id: CommandID, in table: WritableKeyPath<AppState, TableState<ID>>) {
        switch id {
        case .mark:
            self[keyPath: table].toggleMark()
            self[keyPath: table].move(by: 1)
        case .range:
            if !self[keyPath: table].markRange() {
                remark("v: move to the other end of the range and press v again")
            }
        case .markAll: self[keyPath: table].markAll()
        default: self[keyPath: table].clearMarks()
        }
    }
}

extension TableState {
    /// Moves the cursor.
    mutating func move(_ movement: Movement) {
        switch movement {
        case .rows(let rows): move(by: rows)
        case .pages(let pages): move(byPages: pages)
        case .first: moveToFirst()
        case .last: moveToLast()
        }
    }
}
