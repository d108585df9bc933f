import IntegrationCore
import TUIWidgets

/// The only way to change the state: what happened goes in, what to do comes out.
///
/// Pure: it reads no clock and does nothing; `EffectRunner` carries the effects out.
func update(_ state: inout AppState, _ event: AppEvent) -> [ScreenEffect] {
    var effects: [ScreenEffect] = []
    switch event {
    case .key(let key):
        state.messages.remark = ""
        effects = state.press(key)
    case .paste(let text): effects = state.paste(text)
    case .resize(let size): state.size = size
    case .tick(let now): state.tick(now)
    case .changed: state.reading.stale.formUnion(Slot.storeSlots)
    case .loaded(let answer, let slot, let ticket):
        if state.pending.answer(slot, ticket: ticket) { effects = state.take(answer) }
    case .refused(let reason, let slot, let ticket):
        if state.pending.answer(slot, ticket: ticket) { effects = state.takeRefusal(reason, slot) }
    case .reprocessed(let portion, let run): state.takeReprocessed(portion, run: run)
    case .reprocessEnded(let run, let trouble): state.endReprocess(run: run, trouble: trouble)
    case .secretEdited(let field, let facts): state.setup.take(facts, field)
    case .stage(let stage, let run): state.takeStage(stage, run: run)
    case .testEnded(let run): state.endTest(run: run)
    case .job(let news, let run): effects = state.take(news, run: run)
    case .end: state.ending = .interrupted
    }
    state.settle()
    return effects + state.readings()
}

extension AppState {
    /// Takes the clock over; nothing else happens by itself.
    fileprivate mutating func tick(_ moment: Timestamp) {
        now = moment
        messages.expire(now: moment)
        if let moved = movedAt, moment - moved >= Self.rest { movedAt = nil }
        if let offer = undo, offer.until <= moment { undo = nil }
        if let first = interruptedAt, moment - first > .seconds(2) { interruptedAt = nil }
        if Slot.allCases.contains(where: { pending.isSlow($0, now: moment) })
            || setup.test?.isRunning == true || bulk?.isSending == true || jobs.isBusy
        {
            spinnerStep &+= 1
        }
    }

    /// Says something about the last key; it is gone with the next one.
    mutating func remark(_ text: String) { messages.remark = text }

    /// Tells something that stays for a while and is kept in the history.
    mutating func tell(_ text: String, _ role: Role = .good) {
        messages.add(text, role, now: now)
    }

    /// A key: what lies in front decides what it means.
    fileprivate mutating func press(_ key: Key) -> [ScreenEffect] {
        let scope = scope
        if let command = Command.find(key, in: scope) {
            if let reason = command.refusal(self) {
                remark("\(Command.name(key)): \(reason)")
                return []
            }
            return run(command.id)
        }
        if let effects = typed(key) { return effects }
        if case .confirm(let question)? = popups.last,
            let index = question.choices.firstIndex(where: { $0.key == key.description })
        {
            return choose(index, of: question)
        }
        remark(unknown(key, in: scope))
        return []
    }

    /// Why a key does nothing here.
    private func unknown(_ key: Key, in scope: Scope) -> String {
        let name = Command.name(key)
        if scope == .dialog { return "\(name) is no answer here" }
        let elsewhere = Pane.allCases.first {
            $0.scope != scope && Command.find(key, in: $0.scope) != nil
        }
        if let elsewhere, let command = Command.find(key, in: elsewhere.scope) {
            return "\(name): \(command.label) works in \(elsewhere.heading)"
        }
        return "\(name) does nothing here; ? lists the keys"
    }

    /// Carries a command out.
    mutating func run(_ id: CommandID) -> [ScreenEffect] {
        switch id {
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        case .interrupt:
            if interruptedAt != nil {
                ending = .interrupted
            } else {
                interruptedAt = now
                remark("ctrl-c again ends the program; q asks first when work would be lost")
            }
            return []
        default: break
        }
        if !popups.isEmpty { return runInPopup(id) }
        switch scope {
        case .filter: runInFilter(id)
        case .entry: return runInNumberEntry(id)
        default: return runOnPane(id)
        }
        return []
    }

    private mutating func runOnPane(_ id: CommandID) -> [ScreenEffect] {
        switch id {
        case .showOverview: return leave(for: .pane(.overview))
        case .showEvents: return leave(for: .pane(.events))
        case .showFailed: return leave(for: .pane(.failed))
        case .showCustomers: return leave(for: .pane(.customers))
        case .showManagedIDs: return leave(for: .pane(.managedIDs))
        case .showCrossReferences: return leave(for: .pane(.crossReferences))
        case .showRules: return leave(for: .pane(.rules))
        case .showSetup: return leave(for: .pane(.setup))
        case .help:
            popups.append(
                .help(scope == .matching || scope == .plan ? scope : paneScope, offset: 0))
        case .palette: popups.append(.palette(PaletteState()))
        case .messages: popups.append(.messages(offset: 0))
        case .audit: popups.append(.audit)
        case .logSize: logSize = logSize.next
        case .back: return goBack(isQuit: false)
        case .quit: return goBack(isQuit: true)
        case .filter: openFilter()
        case .reprocess: askToReprocess()
        case .undo: return takeBack()
        case .resumeRepair: return resumeRepairs()
        case .undoRepair: return planTakingBack()
        case .partners: openPartners()
        case _ where planReview != nil && (id.movement != nil || id == .save):
            return runOnPlan(id)
        default:
            switch pane {
            case .overview: runOnOverview(id)
            case .events: runOnEvents(id)
            case .failed: return runOnFailed(id)
            case .customers: return runOnCustomers(id)
            case .managedIDs: return runOnManagedIDs(id)
            case .crossReferences: return runOnCrossReferences(id)
            case .rules: return runOnRules(id)
            case .setup: return runInSetup(id)
            }
        }
        return []
    }
}

extension Slot {
    /// What must be read again when the store changed.
    static let storeSlots: Set<Slot> = [
        .overview, .strip, .events, .newEvents, .eventDetail, .failed, .causes, .notification,
        .watched, .credentials, .customers, .accounts, .findings, .repairs, .references, .rules,
        .settings, .report, .roles, .audit, .partners,
    ]
}
