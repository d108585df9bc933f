import IntegrationCore
import TUIWidgets

extension AppState {
    /// The questions that the screen needs answered now; at most one is open about each thing.
    ///
    /// Bursts of changes lead to four readings a second at most, so a store that takes thousands
    /// of events a second never floods the screen.
    mutating func readings() -> [ScreenEffect] {
        guard ending == nil, reading.retryAt.map({ now >= $0 }) ?? true else { return [] }
        reading.retryAt = nil
        var loads: [Load] = []
        if reading.askedAt.map({ now - $0 >= .seconds(1) }) ?? true { loads.append(.changes) }
        if isDue(.overview, every: .milliseconds(500)) { loads.append(.overview) }
        if isDue(.repairs, every: .seconds(1)) { loads.append(.repairs) }
        if isDue(.strip, every: .milliseconds(250)), !layout.log.isEmpty || !layout.status.isEmpty {
            loads.append(.strip)
        }
        switch pane {
        case .overview: break
        case .events: loads += eventLoads()
        case .failed: loads += failedLoads()
        case .customers: loads += customersLoads()
        case .managedIDs: loads += managedIDsLoads()
        case .crossReferences: loads += crossReferencesLoads()
        case .rules: loads += rulesLoads()
        case .setup:
            if isDue(.credentials, every: .seconds(1)) { loads.append(.credentials) }
            if showsDoctor, isDue(.report, every: .seconds(1)) { loads.append(.report) }
            if setup.part == .settings, isDue(.settings, every: .seconds(1)) {
                loads.append(.settings)
            }
            if setup.part == .settings, isDue(.references, every: .seconds(1)) {
                loads.append(.references)
            }
        }
        loads += pickerLoads()
        if showsPartners, isDue(.partners, every: .seconds(1)) { loads.append(.partners) }
        if popups.contains(.audit) { loads += auditLoads() }
        if let bulk, isDue(.watched, every: .milliseconds(250)) {
            let ids = bulk.unfinished(200)
            if !ids.isEmpty { loads.append(.watched(ids)) }
        }
        return loads.compactMap { ask($0) }
    }

    /// Opens a question unless one about the same is open.
    mutating func ask(_ load: Load) -> ScreenEffect? {
        guard !pending.isWaiting(load.slot) else { return nil }
        if load == .changes { reading.askedAt = now }
        reading.stale.remove(load.slot)
        reading.readAt[load.slot] = now
        return .load(load, ticket: pending.ask(load.slot, now: now))
    }

    /// Whether something is out of date, and was not read a moment ago.
    func isDue(_ slot: Slot, every interval: Duration) -> Bool {
        guard !pending.isWaiting(slot) else { return false }
        guard let readAt = reading.readAt[slot] else { return true }
        return reading.stale.contains(slot) && now - readAt >= interval
    }

    private mutating func eventLoads() -> [Load] {
        var loads: [Load] = []
        if events.wantsLast, !events.list.reachesOldest, !pending.isWaiting(.events) {
            loads.append(
                .events(events.query, PageRequest(after: RowID(0), limit: EventPages.pageSize)))
        } else if let index = events.table.cursorIndex, !events.isFollowing,
            let page = events.list.need(near: index)
        {
            loads.append(.events(events.query, page))
        } else if isDue(.events, every: .milliseconds(250)) {
            let page =
                events.isFollowing
                ? PageRequest<StoredEvent>(limit: EventPages.pageSize) : events.list.again()
            loads.append(.events(events.query, page))
        }
        if !events.isFollowing, !events.hasMoreFresh, isDue(.newEvents, every: .milliseconds(250)),
            let top = events.countedTo
        {
            loads.append(.newEvents(events.query, after: top))
        }
        if movedAt == nil, let id = events.table.cursor, events.view.isOpen || isWide,
            events.detail?.row.id != id || isDue(.eventDetail, every: .milliseconds(500))
        {
            loads.append(.eventDetail(id))
        }
        return loads
    }

    private mutating func failedLoads() -> [Load] {
        var loads: [Load] = []
        if isDue(.causes, every: .milliseconds(500)) { loads.append(.causes) }
        if failed.showsGroups { return loads }
        if let index = failed.table.cursorIndex, let page = failed.list.need(near: index) {
            loads.append(.failed(failed.query, page))
        } else if isDue(.failed, every: .milliseconds(250)) {
            let rows = max(FailedPages.pageSize, min(failed.list.rows.count, FailedPages.capacity))
            let page =
                failed.list.reachesNewest || !failed.list.isLoaded
                ? PageRequest<Notification>(limit: rows) : failed.list.again()
            loads.append(.failed(failed.query, page))
        }
        if movedAt == nil, let id = failed.table.cursor, failed.view.isOpen || isWide,
            failed.detail?.row.id != id || isDue(.notification, every: .milliseconds(500))
        {
            loads.append(.notification(id))
        }
        return loads
    }

    /// The latest moment by which the program must look again, without any key or answer.
    var nextWake: Timestamp {
        // The clock shows seconds: wake at the next full one.
        let second = (now.microseconds / 1_000_000 + 1) * 1_000_000
        var wake = Timestamp(microseconds: second)
        if let expiry = messages.nextExpiry { wake = min(wake, expiry) }
        if let pickerWake { wake = min(wake, pickerWake) }
        if let undo { wake = min(wake, undo.until) }
        if let movedAt { wake = min(wake, movedAt + Self.rest) }
        let isBusy =
            setup.test?.isRunning == true || bulk?.isSending == true || jobs.isBusy
            || Slot.allCases.contains { pending.isWaiting($0) && $0 != .changes }
        if isBusy || !reading.stale.isDisjoint(with: visibleSlots) {
            wake = min(wake, now + .milliseconds(160))
        }
        return wake
    }

    /// What the screen shows at this moment.
    private var visibleSlots: Set<Slot> {
        var slots = pane.slots.union([.overview, .repairs])
        if !showsDoctor { slots.remove(.report) }
        if showsPartners { slots.insert(.partners) }
        if pane == .setup, setup.part == .settings { slots.formUnion([.settings, .references]) }
        if !layout.log.isEmpty || !layout.status.isEmpty { slots.insert(.strip) }
        if popups.contains(.audit) { slots.insert(.audit) }
        if events.isFollowing || events.hasMoreFresh { slots.remove(.newEvents) }
        if failed.showsGroups { slots.remove(.failed) }
        if events.table.cursor == nil || !(events.view.isOpen || isWide) {
            slots.remove(.eventDetail)
        }
        if failed.table.cursor == nil || !(failed.view.isOpen || isWide) || failed.showsGroups {
            slots.remove(.notification)
        }
        if bulk?.unfinished(1).isEmpty ?? true {
            slots.remove(.watched)
        } else {
            slots.insert(.watched)
        }
        return slots
    }
}

/// Windows of the two long lists.
typealias EventPages = PageList<EventRow, StoredEvent>
typealias FailedPages = PageList<NotificationRow, Notification>
