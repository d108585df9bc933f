import IntegrationCore

extension AppState {
    /// Goes one level back: run, detail, filter, opened cause; with `q` at the top, out.
    ///
    /// Esc undoes exactly one level and never ends the program (B13).
    mutating func goBack(isQuit: Bool) -> [ScreenEffect] {
        if !isQuit, let bulk, bulk.isSending, !bulk.wasStopped {
            self.bulk?.wasStopped = true
            return [.stopReprocess(run: bulk.number)]
        }
        if !isQuit, let test = setup.test, test.isRunning, pane == .setup {
            setup.test?.isRunning = false
            setup.test?.wasCancelled = true
            return [.stopTest(run: test.number)]
        }
        if !isQuit, pane == .setup, let stop = jobs.stop(.doctor) { return [stop] }
        if !isQuit, pane.showsRepairs, let stop = jobs.stop(.repair) { return [stop] }
        if !isQuit, messages.dismiss() { return [] }
        switch pane {
        case .setup where setup.isEditing:
            return leaveField()
        case .setup where planReview != nil:
            planReview = nil
            return []
        case .events:
            if closeDetail() { return [] }
            if !isQuit, events.isNarrowed {
                clearEventSearch()
                return []
            }
        case .failed:
            if closeDetail() { return [] }
            if !isQuit, clearFilter() { return [] }
            if failed.cause != nil, failed.isGrouped {
                failed.cause = nil
                failed.questionChanged()
                return []
            }
        case .customers: if let effects = goBackInCustomers(isQuit: isQuit) { return effects }
        case .managedIDs: if let effects = goBackInManagedIDs(isQuit: isQuit) { return effects }
        case .crossReferences:
            if let effects = goBackInCrossReferences(isQuit: isQuit) { return effects }
        case .rules: if let effects = goBackInRules(isQuit: isQuit) { return effects }
        case .setup where showsDoctor:
            setup.part = .credentials
            return []
        case .setup where setup.test != nil && !isQuit:
            setup.test = nil
            return []
        case .overview, .setup: break
        }
        guard isQuit else {
            remark("Esc: nothing to go back from; q ends the program")
            return []
        }
        return leave(for: .quit)
    }

    /// Takes one level of the event search away: the text, then the condition, then the account.
    private mutating func clearEventSearch() {
        if !events.filter.text.isEmpty {
            events.filter.clear()
        } else if events.condition != nil {
            events.condition = nil
        } else {
            events.account = nil
        }
        eventSearchChanged()
    }

    /// Opens a pane or ends; asks first when work would be lost.
    mutating func leave(for goal: SetupState.Leaving) -> [ScreenEffect] {
        if case .pane(let next) = goal, next == pane { return [] }
        if pane == .setup, setup.hasChanges {
            setup.leavingFor = goal
            popups.append(.confirm(unsavedQuestion))
            return []
        }
        return go(goal)
    }

    /// Opens a pane or ends.
    mutating func go(_ goal: SetupState.Leaving) -> [ScreenEffect] {
        switch goal {
        case .pane(let next):
            if pane == .failed, bulk?.isOver == true { bulk = nil }
            pane = next
            reading.stale.formUnion(next.slots)
        case .partner(let partner): return open(partner)
        case .quit:
            if setup.hasChanges {
                pane = .setup
                setup.leavingFor = goal
                popups.append(.confirm(unsavedQuestion))
            } else if let bulk, bulk.isSending {
                let left = bulk.ids.count - bulk.answers.count
                popups.append(
                    .confirm(
                        Confirmation(
                            title: "Quit",
                            message: [
                                "\(Formatting.count(left, "notification")) are not handed over "
                                    + "yet; they stay failed."
                            ],
                            choices: [
                                .init(key: "s", label: "Stay", action: .cancel),
                                .init(
                                    key: "e", label: "End", action: .quit, isDangerous: true),
                            ])))
            } else {
                ending = .quit
            }
        }
        return []
    }

    private var unsavedQuestion: Confirmation {
        Confirmation(
            title: "Unsaved changes",
            message: ["The credentials form has changes that are not saved."],
            choices: [
                .init(key: "s", label: "Stay", action: .cancel),
                .init(key: "w", label: "Save", action: .saveAndLeave),
                .init(key: "d", label: "Discard", action: .discardAndLeave, isDangerous: true),
            ])
    }
}

extension Pane {
    /// What the pane shows.
    var slots: Set<Slot> {
        switch self {
        case .overview: [.overview]
        case .events: [.events, .newEvents, .eventDetail]
        case .failed: [.failed, .causes, .notification, .watched]
        case .customers: [.customers, .accounts]
        case .managedIDs: [.customers, .findings]
        case .crossReferences: [.references, .findings]
        case .rules: [.rules]
        case .setup: [.credentials, .settings, .report]
        }
    }
}
