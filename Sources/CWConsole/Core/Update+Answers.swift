import IntegrationCore
import TUIWidgets

extension AppState {
    /// Takes an answer over that was waited for.
    mutating func take(_ answer: Loaded) -> [ScreenEffect] {
        if reading.trouble != nil {
            reading.trouble = nil
            tell("the store answers again")
        }
        switch answer {
        case .changes(let counter):
            if let known = reading.counter, known != counter {
                reading.stale.formUnion(Slot.storeSlots)
            }
            reading.counter = counter
        case .overview(let figures): overview.reading = figures
        case .strip(let rows): strip = rows
        case .events(let page, let request): events.take(page, for: request)
        case .newEvents(let count, let newest, let isMore):
            events.fresh += count
            if let newest { events.countedTo = newest }
            events.hasMoreFresh = events.hasMoreFresh || isMore
        case .eventDetail(let detail, let notifications):
            if detail?.row.id != events.detail?.row.id { events.view.offset = 0 }
            events.detail = detail
            events.notifications = notifications
        case .failed(let page, let request):
            let watched = bulk.map { Array($0.rows.values) } ?? []
            failed.take(page, for: request, watched: watched)
            dropGoneMarks()
        case .causes(let groups):
            failed.groups = groups
            failed.groupTable.refresh(failed.shownGroups.map(\.code))
        case .notification(let detail):
            if detail?.row.id != failed.detail?.row.id { failed.view.offset = 0 }
            failed.detail = detail
        case .watched(let rows): takeWatched(rows)
        case .targets(let ids, let isMore): askToReprocess(ids, isMore: isMore)
        case .credentials(let saved):
            setup.take(saved)
        case .reviewed(let review): return takeReview(review)
        case .report(let report): takeDoctorReport(report)
        case .rules(let list): rules.take(list)
        case .references(let saved):
            setup.references = saved
            crossReferences.take(saved)
        case .audit(let page, let filter, let id): takeAudit(page, filter, before: id)
        case .auditCheck(let found): takeAuditCheck(found)
        case .settings(let saved): setup.settings = saved
        case .partners(let all): partners = all
        case .choices(let rows, let question):
            let effects = take(rows, for: question)
            compareForm()
            return effects
        case .customers(let summaries, let waiting):
            customers.take(summaries, waiting)
            rebuildManagedIDs()
        case .accounts(let accounts, let number): customers.take(accounts, customer: number)
        case .findings(let findings):
            managedIDs.findings = findings
            rebuildManagedIDs()
        case .repairs(let open):
            openRepairs = open
            rebuildManagedIDs()
        case .changed(let change, let undo): took(change, undo: undo)
        case .saved: return credentialsSaved()
        }
        compareForm()
        return []
    }

    /// A change was made: everything is read again, and taking it back is offered.
    private mutating func took(_ change: Change, undo: Change?) {
        formSaved()
        if case .renamePartner(let name) = change { rename(name) }
        reading.stale.formUnion(Slot.storeSlots)
        // Only now: a review whose mappings were refused stays as it was.
        if case .mapCustomers = change { customers.review = nil }
        self.undo = undo.map {
            UndoOffer(change: $0, words: change.words, until: now + UndoOffer.time)
        }
        tell(change.words + (undo == nil ? "" : "; z takes it back"))
    }

    /// Marks of records that are gone are dropped, and that is said (B17).
    private mutating func dropGoneMarks() {
        guard failed.list.isComplete, failed.filter.text.isEmpty, failed.cause == nil else {
            return
        }
        let dropped = failed.table.refresh(
            failed.list.rows.map(\.id), existing: Set(failed.list.rows.map(\.id)))
        guard !dropped.isEmpty, bulk?.isOver != false else { return }
        tell(
            "\(Formatting.count(dropped.count, "mark")) dropped: no longer failed", .accent)
    }

    /// Something could not be read, reviewed or saved.
    mutating func takeRefusal(_ reason: String, _ slot: Slot) -> [ScreenEffect] {
        switch slot {
        case .save:
            setup.intent = nil
            setup.leavingFor = nil
            // Somebody else may have saved: the new version is read, what was typed stays.
            reading.stale.insert(.credentials)
            tell(reason, .error)
        case .review:
            setup.intent = nil
            tell(reason, .error)
        case .choices: pickerRefused(reason)
        case .change:
            // Somebody else may have saved: what is stored is read again, what was typed stays.
            reading.stale.formUnion(Slot.storeSlots)
            if form?.isSaving == true { formRefused(reason) } else { tell(reason, .error) }
        default:
            reading.stale.insert(slot)
            reading.retryAt = now + .seconds(1)
            if reading.trouble == nil {
                reading.trouble = Reading.Trouble(sentence: reason, since: now)
                tell(reason, .error)
            }
        }
        return []
    }

    /// Brings cursors, scroll positions and pages in line with the size and the rows.
    mutating func settle() {
        if let bulk, bulk.isOver, !bulk.isReported { report(bulk) }
        // A window that is too small to show a list moves nothing in it (B4).
        guard !layout.isTooSmall else { return }
        let page = layout.listPage
        events.table.settle(page: page)
        failed.table.settle(page: page)
        failed.groupTable.settle(page: page)
        customers.table.settle(page: page)
        customers.review?.table.settle(page: page)
        managedIDs.table.settle(page: page)
        crossReferences.table.settle(page: page)
        rules.table.settle(page: page)
        audit.table.settle(page: AuditView.page(self))
        overview.cursor = min(max(0, overview.cursor), max(0, concerns.count - 1))
        fitDetails()
    }

    /// Says how a run ended.
    private mutating func report(_ run: BulkRun) {
        bulk?.isReported = true
        let end = run.progress
        let done = end.finished - end.failed
        let notSent = run.ids.count - run.answers.count
        var text =
            Formatting.count(run.answers.count, "notification") + " reprocessed: \(done) done"
        if run.ids.count == 1, let id = run.ids.first, let result = run.result(id) {
            text = ResultText.sentence(result, managedID: run.rows[id].map(recordName) ?? "it")
        } else {
            if end.failed > 0 { text += ", \(end.failed) failed" }
            if notSent > 0 { text += ", \(notSent) not handed over" }
        }
        tell(text, end.failed > 0 ? .warning : .good)
    }

    /// How a notification's customer is named: `EFS-19652`.
    func recordName(_ row: NotificationRow) -> String { "\(prefix)\(row.customerNumber)" }
}
