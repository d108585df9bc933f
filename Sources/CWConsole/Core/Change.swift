import IntegrationCore

/// A change of the store that a screen asks for; each is one transaction and one audit entry.
enum Change: Equatable, Sendable {
    /// Rules: the number of a rule to be added does not matter.
    case addRule(NotificationRule), updateRule(NotificationRule), removeRule(NotificationRule)
    /// All cross-references, with the version that was read.
    case saveReferences([CrossReference], version: Int64)
    /// Mappings of customers, one or many; a source's customer linked to a number.
    case mapCustomers([CustomerMapping])
    case linkSource(source: String, id: String, number: Int64)
    /// One customer's window is passed once.
    case synchronizeNow(RowID<Customer>)
    case saveAccount(RowID<Account>, AccountSettings)
    case saveSettings(IntegrationSettings, version: Int64)
    case addPartner(String), renamePartner(String)
}

/// What takes the last act back, for ten seconds (B45).
struct UndoOffer: Equatable, Sendable {
    /// The change that takes it back, what is taken back in words, and until when it is offered.
    var change: Change, words: String, until: Timestamp

    /// For how long an act can be taken back.
    static let time = Duration.seconds(10)
}

extension AppState {
    /// Asks for a change, one at a time.
    mutating func change(_ change: Change) -> [ScreenEffect] {
        guard !pending.isWaiting(.change) else {
            remark("still saving the last change; a moment")
            return []
        }
        undo = nil
        return [.change(change, ticket: pending.ask(.change, now: now))]
    }

    /// `z`: takes the last change back.
    mutating func takeBack() -> [ScreenEffect] {
        guard let offer = undo else { return [] }
        return change(offer.change)
    }
}

/// Makes changes; the counterpart of `Reader`.
struct Writer: Sendable {
    private let context: ConsoleContext

    init(_ context: ConsoleContext) { self.context = context }

    /// Makes a change and says what takes it back.
    func make(_ change: Change) async throws -> Change? {
        let (ledger, partner) = (context.ledger, context.partner.id)
        let (who, now) = (context.user, context.time.now())
        switch change {
        case .addRule(let rule):
            let added = try await ledger.addRule(
                action: rule.action, severities: rule.severities, eventClasses: rule.eventClasses,
                customers: rule.customers, partner: partner, by: who, now: now)
            return .removeRule(added)
        case .updateRule(let rule):
            let old = try await ledger.rules(partner).first { $0.id == rule.id }
            try await ledger.updateRule(rule, partner: partner, by: who, now: now)
            return old.map { .updateRule($0) }
        case .removeRule(let rule):
            try await ledger.removeRule(rule.id, partner: partner, by: who, now: now)
            return .addRule(rule)
        case .saveReferences(let references, let version):
            let old = try await ledger.crossReferences(partner).value
            try await ledger.saveCrossReferences(
                references, version: version, partner: partner, by: who, now: now)
            return .saveReferences(old, version: version + 1)
        case .mapCustomers(let mappings):
            return .mapCustomers(
                try await ledger.mapCustomers(mappings, partner: partner, by: who, now: now))
        case .linkSource(let source, let id, let number):
            _ = try await ledger.linkSourceCustomer(
                source: source, id: id, toNumber: number, partner: partner,
                planner: context.planner, by: who, now: now)
            return nil
        case .synchronizeNow(let customer):
            try await ledger.synchronizeNow(customer: customer, by: who, now: now)
            return nil
        case .saveAccount(let account, let settings):
            let old = try await ledger.saveAccount(
                account, settings: settings, partner: partner, by: who, now: now)
            return .saveAccount(account, old)
        case .saveSettings(let settings, let version):
            try await ledger.saveSettings(
                settings, version: version, partner: partner, by: who, now: now)
            return nil
        case .addPartner(let name):
            _ = try await ledger.addPartner(name: name, mode: .live, by: who, now: now)
            return nil
        case .renamePartner(let name):
            let old = try await ledger.partners().first { $0.id == partner }
            try await ledger.renamePartner(partner, to: name, by: who, now: now)
            return old.map { .renamePartner($0.name) }
        }
    }
}

/// Cross-references as saved.
struct SavedReferences: Equatable, Sendable {
    /// The references, the version to hand back, and who saved them when.
    var references: [CrossReference], version: Int64, savedBy: String?, savedAt: Timestamp?

    init(_ saved: Versioned<[CrossReference]>) {
        references = saved.value
        version = saved.version
        savedBy = saved.savedBy
        savedAt = saved.savedAt
    }
}

/// Settings as saved.
struct SavedSettings: Equatable, Sendable {
    /// The settings, the version to hand back, and who saved them when.
    var settings: IntegrationSettings, version: Int64, savedBy: String?, savedAt: Timestamp?

    init(_ saved: Versioned<IntegrationSettings>) {
        settings = saved.value
        version = saved.version
        savedBy = saved.savedBy
        savedAt = saved.savedAt
    }
}
