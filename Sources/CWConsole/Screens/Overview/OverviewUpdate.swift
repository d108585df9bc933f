import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command of the Overview pane out.
    mutating func runOnOverview(_ id: CommandID) {
        let list = concerns
        let last = max(0, list.count - 1)
        switch id {
        case .open:
            guard list.indices.contains(overview.cursor) else {
                remark("Enter: nothing needs you; 2 shows the events")
                return
            }
            let concern = list[overview.cursor]
            if let target = concern.target {
                _ = go(.pane(target))
                if let number = concern.repair?.plan.customerNumber {
                    managedIDs.table.select(number)
                    managedIDs.isMoved = true
                }
            } else {
                remark("Enter: \(concern.remedy)")
            }
        default:
            switch id.movement {
            case .rows(let rows): overview.cursor = min(max(0, overview.cursor + rows), last)
            case .pages(let pages):
                overview.cursor = min(max(0, overview.cursor + pages * 5), last)
            case .first: overview.cursor = 0
            case .last: overview.cursor = last
            case nil: break
            }
        }
    }
}
