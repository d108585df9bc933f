import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command of the Setup pane out, in a field or beside it.
    mutating func runOnSetup(_ id: CommandID) -> [ScreenEffect] {
        switch id {
        case .nextField, .down: return moveInForm(backwards: false)
        case .previousField, .up: return moveInForm(backwards: true)
        case .first, .pageUp: setup.form?.move(toEnd: false)
        case .last, .pageDown: setup.form?.move(toEnd: true)
        case .open where setup.focus != .isOn: setup.isEditing = true
        case .open, .toggle: _ = setup.form?.take("space")
        case .takeTheirs: setup.form?.resolve(takesTheirs: true)
        case .keepMine: setup.form?.resolve(takesTheirs: false)
        case .leaveField: return leaveField()
        case .save: return askForReview(.save)
        case .test: return askForReview(.test)
        case .discard:
            let forgets = setup.hasSecrets
            setup.discard()
            tell("changes taken back", .accent)
            return forgets ? [.forgetSecrets] : []
        default: break
        }
        return []
    }

    /// Moves to another field; one that was being edited is looked over on the way.
    private mutating func moveInForm(backwards: Bool) -> [ScreenEffect] {
        let wasEditing = setup.isEditing
        let effects = wasEditing ? leaveField() : []
        setup.form?.move(backwards: backwards)
        // The check box takes no text.
        setup.isEditing = wasEditing && setup.focus != .isOn
        return effects
    }

    /// Leaves the field and has the form looked over, without saving anything.
    mutating func leaveField() -> [ScreenEffect] {
        setup.isEditing = false
        if let field = setup.focus { setup.visited.insert(field) }
        return askForReview(.check)
    }

    /// Gives a key to the field; nil when it means nothing to it.
    mutating func typeIntoField(_ key: Key) -> [ScreenEffect]? {
        guard setup.isEditing, let field = setup.focus else { return nil }
        if field.isSecret { return [.editSecret(field, .type(key))] }
        return setup.form?.take(key) == true ? [] : nil
    }

    /// Pastes into the field with the marker; blanks at both ends go, and that is said (B38).
    mutating func pasteIntoField(_ text: String) -> [ScreenEffect] {
        if let reason = Refusal.needs(.manager, self) ?? Refusal.notLoaded(self) {
            remark(reason)
            return []
        }
        guard let field = setup.focus, field != .isOn else {
            remark("this field takes no text; move to another one")
            return []
        }
        setup.isEditing = true
        if field.isSecret { return [.editSecret(field, .paste(text))] }
        _ = setup.form?.paste(text)
        return []
    }

    // MARK: - Review, save, test

    /// Has the form looked over; what comes after depends on why.
    mutating func askForReview(_ intent: SetupState.Intent) -> [ScreenEffect] {
        guard let draft = setup.draft else { return [] }
        if intent != .check {
            setup.isEditing = false
            setup.visited = Set(CredentialField.allCases)
        }
        // A review for saving or testing is not replaced by one that only checks.
        if intent == .check, setup.intent == .save || setup.intent == .test { return [] }
        setup.intent = intent
        pending.forget(.review)
        return [.review(draft, ticket: pending.ask(.review, now: now))]
    }

    /// What a review said: changes are shown, the first problem gets the marker.
    mutating func takeReview(_ review: FormReview) -> [ScreenEffect] {
        let intent = setup.intent
        setup.intent = nil
        setup.review = review
        if let site = review.site { setup.take(reviewed: site) }
        showReview()
        guard let intent, intent != .check else { return [] }
        if setup.form?.moveToTrouble() == true, let item = setup.form?.current {
            setup.leavingFor = nil
            let reason =
                item.theirs == nil ? item.problem : "choose between yours and theirs first"
            remark("\(item.label): \(reason)")
            return []
        }
        if let host = review.hostToConfirm {
            popups.append(.confirm(hostQuestion(host, intent)))
            return []
        }
        guard let draft = setup.draft else { return [] }
        if intent == .test { return startTest(draft) }
        guard let version = setup.saved?.version else { return [] }
        return [.save(draft, version: version, ticket: pending.ask(.save, now: now))]
    }

    /// What the review says stands beside the fields that were left.
    private mutating func showReview() {
        guard var form = setup.form else { return }
        let problems = CredentialsForm.problems(of: form, in: self).filter { id, _ in
            guard let field = CredentialField(rawValue: id) else { return false }
            return field.isSecret
                || setup.visited.contains(field)
                    && !(setup.isEditing && field == setup.focus)
        }
        form.show(problems)
        for (field, note) in setup.review.notes {
            form.change(field.rawValue) { $0.note = note }
        }
        setup.form = form
    }

    private func hostQuestion(_ host: String, _ intent: SetupState.Intent) -> Confirmation {
        Confirmation(
            title: "On-premises host",
            message: [
                "\(host) is outside ConnectWise's cloud: the API keys would be sent there.",
                "Confirm only a host of your own.",
            ],
            choices: [
                .init(key: "c", label: "Cancel", action: .cancel),
                .init(
                    key: "o", label: "On-premises, it is ours",
                    action: .confirmHost(host, intent)),
            ])
    }

    /// The credentials are saved: the typed key is forgotten, the form reads what is stored.
    mutating func credentialsSaved() -> [ScreenEffect] {
        if let draft = setup.draft { setup.saved?.site = draft.site }
        setup.discard()
        setup.rebuild()
        tell("credentials saved; what was held is pushed now")
        reading.stale.formUnion([.credentials, .overview])
        reading.readAt[.credentials] = nil
        let goal = setup.leavingFor
        setup.leavingFor = nil
        return [.forgetSecrets] + (goal.map { go($0) } ?? [])
    }

    private mutating func startTest(_ draft: FormDraft) -> [ScreenEffect] {
        var effects: [ScreenEffect] = []
        if let test = setup.test, test.isRunning { effects.append(.stopTest(run: test.number)) }
        setup.lastTest &+= 1
        setup.test = ConnectionTest(number: setup.lastTest, startedAt: now)
        return effects + [.test(draft, run: setup.lastTest)]
    }

    /// A stage of the running test.
    mutating func takeStage(_ stage: ConnectionStage, run: Int) {
        guard setup.test?.number == run, setup.test?.isRunning == true else { return }
        setup.test?.stages.append(stage)
    }

    /// The test is over.
    mutating func endTest(run: Int) {
        guard let test = setup.test, test.number == run, test.isRunning else { return }
        setup.test?.isRunning = false
        if let failed = test.failed {
            tell("\(failed.name): \(failed.detail)", .warning)
        } else if !test.stages.isEmpty {
            tell("the connection works")
        }
        reading.stale.insert(.overview)
    }
}
