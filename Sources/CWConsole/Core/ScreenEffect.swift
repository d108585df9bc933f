import IntegrationCore

/// What `update` asks for; a value, so that a test can say what a key leads to.
enum ScreenEffect: Equatable, Sendable {
    /// Read something; the answer carries the ticket, and late answers are dropped.
    case load(Load, ticket: Int)
    /// Do notifications again, in portions; the run's number comes back with each answer.
    case reprocess([RowID<Notification>], run: Int)
    /// Stop a run between two portions.
    case stopReprocess(run: Int)
    /// Edit a secret, which lives outside the state; forget all of them.
    case editSecret(CredentialField, SecretEdit), forgetSecrets
    /// Look a draft over without saving it.
    case review(FormDraft, ticket: Int)
    /// Try a draft, stage by stage, and stop trying it.
    case test(FormDraft, run: Int), stopTest(run: Int)
    /// Save a draft; the typed secrets go with it.
    case save(FormDraft, version: Int64, ticket: Int)
    /// Long work in the background; stop it.
    case start(Job, run: Int), stop(run: Int)
    /// Change something in the store.
    case change(Change, ticket: Int)
    /// Work on another partner from here on.
    case openPartner(Partner)
    /// Paint every cell anew; stop the process until `fg`.
    case repaint, suspend
}

/// Something to be read.
enum Load: Equatable, Sendable {
    /// The store's change counter, the overview's figures, and the newest events.
    case changes, overview, strip
    /// A page of events, and how many are newer than one.
    case events(EventFilter, PageRequest<StoredEvent>)
    case newEvents(EventFilter, after: RowID<StoredEvent>)
    /// One event with its notifications, and those with their requests.
    case eventDetail(RowID<StoredEvent>)
    /// Failed notifications: a page, the causes, one in full, some in brief, ids for a bulk act.
    case failed(NotificationFilter, PageRequest<Notification>)
    case causes
    case notification(RowID<Notification>)
    case watched([RowID<Notification>])
    case targets(NotificationFilter)
    /// The saved credentials without the key.
    case credentials
    /// Customers with what waits to be linked, and one customer's accounts.
    case customers, accounts(customer: Int64)
    /// Verdicts of Managed IDs, repairs that are open, cross-references, rules, settings.
    case findings, repairs, references, rules, settings
    /// The doctor's last report, and the partners of the store.
    case report, partners
    /// A page of the audit trail before an entry, and whether its chain holds.
    case audit(AuditFilter, before: Int64?), auditCheck
    /// What a picker offers.
    case choices(ChoiceQuestion)

    /// What the answer is for: there is at most one open question per slot.
    var slot: Slot {
        switch self {
        case .changes: .changes
        case .overview: .overview
        case .strip: .strip
        case .events: .events
        case .newEvents: .newEvents
        case .eventDetail: .eventDetail
        case .failed: .failed
        case .causes: .causes
        case .notification: .notification
        case .watched: .watched
        case .targets: .targets
        case .credentials: .credentials
        case .customers: .customers
        case .accounts: .accounts
        case .findings: .findings
        case .repairs: .repairs
        case .references: .references
        case .rules: .rules
        case .settings: .settings
        case .report: .report
        case .partners: .partners
        case .audit: .audit
        case .auditCheck: .auditCheck
        case .choices: .choices
        }
    }
}

/// What a question is about.
enum Slot: String, Hashable, Sendable, CaseIterable {
    case changes, overview, strip, events, newEvents, eventDetail, failed, causes, notification
    case watched, targets, credentials, review, save
    case customers, accounts, findings, repairs, references, rules, settings, report, roles, audit,
        partners
    case choices, change, auditCheck
}

/// An edit of a secret; prints without the characters.
enum SecretEdit: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    case type(TypedKey), paste(String)

    var description: String {
        switch self {
        case .type: "type a key"
        case .paste: "paste"
        }
    }

    var customMirror: Mirror { Mirror(self, children: [:]) }
}
