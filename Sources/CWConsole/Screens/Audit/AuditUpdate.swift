import IntegrationCore
import TUIWidgets

extension AppState {
    /// What the audit trail needs to know now.
    mutating func auditLoads() -> [Load] {
        let filter = audit.query.filter
        if let id = audit.nextPage, !pending.isWaiting(.audit) {
            return [.audit(filter, before: id)]
        }
        return isDue(.audit, every: .milliseconds(500)) ? [.audit(filter, before: nil)] : []
    }

    /// Takes a page over, unless the question changed meanwhile.
    mutating func takeAudit(_ page: [AuditEntry], _ filter: AuditFilter, before id: Int64?) {
        guard filter == audit.query.filter else { return }
        audit.take(page, before: id)
    }

    /// Says what became of the check of the chain.
    mutating func takeAuditCheck(_ found: AuditBreak?) {
        audit.checkedAt = now
        audit.broken = found
        if let found {
            audit.table.select(found.entry)
            tell("the audit trail is broken at entry \(found.entry): \(found.reason)", .error)
        } else {
            tell("the audit trail is intact: every entry fits the one before it")
        }
    }

    /// Reads the trail from the start under the changed filter.
    mutating func auditFilterChanged() {
        audit.query = AuditQuery(audit.filter.text, now: now)
        audit.startOver()
        pending.forget(.audit)
        reading.stale.insert(.audit)
        reading.readAt[.audit] = nil
    }

    /// Carries a command of the audit trail out.
    mutating func runInAudit(_ id: CommandID) -> [ScreenEffect] {
        if audit.filter.isEditing {
            if id == .back {
                audit.filter.clear()
                auditFilterChanged()
            } else {
                audit.filter.close()
            }
            return []
        }
        if let movement = id.movement {
            moveInAudit(movement)
            return []
        }
        switch id {
        case .filter: audit.filter.open()
        case .open: audit.view.isOpen.toggle()
        case .verify:
            if !pending.isWaiting(.auditCheck) { return ask(.auditCheck).map { [$0] } ?? [] }
        case .back:
            if audit.view.isOpen {
                audit.view = DetailState()
            } else if !audit.filter.text.isEmpty {
                audit.filter.clear()
                auditFilterChanged()
            } else {
                popups.removeLast()
            }
        default: break
        }
        return []
    }

    private mutating func moveInAudit(_ movement: Movement) {
        guard audit.view.isOpen else {
            audit.table.move(movement)
            audit.view.offset = 0
            return
        }
        let area = AuditView.detailArea(self)
        let text = TextPane(lines: AuditView.lines(self))
        audit.view.offset = Scrolling.moved(
            audit.view.offset, movement, last: text.lastOffset(in: area), page: area.rows)
    }
}
