/// Partners and everything they configure; each change is audited in its own transaction.
public protocol ConfigurationLedger: Sendable {
    /// A random name of this installation, made with the store.
    func installationID() async throws -> String

    /// The partners, by name.
    func partners() async throws -> [Partner]
    /// Adds a partner; the name is 1 to 100 characters and unique.
    func addPartner(
        name: String, mode: Partner.Mode, by who: Operator, now: Timestamp
    ) async throws -> Partner
    /// Renames a partner.
    func renamePartner(
        _ partner: RowID<Partner>, to name: String, by who: Operator, now: Timestamp
    ) async throws

    /// Where the partner's ConnectWise is; an empty site before the first save.
    func site(_ partner: RowID<Partner>) async throws -> Versioned<ConnectWiseSite>
    /// The facts about the stored private key, never the key; nil when there is none.
    func secretNote(_ partner: RowID<Partner>) async throws -> SecretNote?
    /// The sealed private key.
    func sealedPrivateKey(_ partner: RowID<Partner>) async throws -> [UInt8]?
    /// The sealed password of the legacy Integrator Login; nil when none is kept.
    func sealedLegacyPassword(_ partner: RowID<Partner>) async throws -> [UInt8]?
    /// Saves the site, and the sealed key and password when they are given; closes the circuit.
    ///
    /// With both REST keys the Integrator Login is erased, and so is a password without its
    /// username (product.md 3).
    ///
    /// - Throws: `LedgerError.changedMeanwhile` when `version` is not the stored one.
    func saveCredentials(
        _ site: ConnectWiseSite, version: Int64, sealedKey: SealedKey?,
        sealedLegacyPassword: [UInt8]?, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws
    /// Erases keys and site.
    func clearCredentials(
        partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws

    /// The partner's settings; the defaults before the first save.
    func settings(_ partner: RowID<Partner>) async throws -> Versioned<IntegrationSettings>
    /// Saves settings.
    ///
    /// - Throws: `LedgerError.changedMeanwhile` when `version` is not the stored one.
    func saveSettings(
        _ settings: IntegrationSettings, version: Int64, partner: RowID<Partner>,
        by who: Operator, now: Timestamp
    ) async throws

    /// The rules in order of their ids.
    func rules(_ partner: RowID<Partner>) async throws -> [NotificationRule]
    /// Adds a rule.
    func addRule(
        action: NotificationRule.Action, severities: Set<Severity>,
        eventClasses: Set<EventClass>?, customers: Set<Int64>?, partner: RowID<Partner>,
        by who: Operator, now: Timestamp
    ) async throws -> NotificationRule
    /// Removes a rule; tickets that it opened keep their state.
    func removeRule(
        _ rule: RowID<NotificationRule>, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws

    /// Customers with window and open tickets, by number, after `number`.
    func customers(
        _ partner: RowID<Partner>, after number: Int64?, limit: Int
    ) async throws -> [CustomerSummary]
    /// The customer of a number.
    func customer(_ partner: RowID<Partner>, number: Int64) async throws -> Customer?
    /// Maps a customer to a company (nil takes the mapping away); what waited for it is due now.
    func mapCustomer(
        _ customer: RowID<Customer>, to company: NamedReference?, by who: Operator, now: Timestamp
    ) async throws
    /// Source customers that no customer is linked to, with the number of events that wait.
    func waitingSourceCustomers(_ partner: RowID<Partner>) async throws -> [WaitingSourceCustomer]
    /// Links a source's customer to a customer number and plans the events that waited, in order.
    func linkSourceCustomer(
        source: String, id: String, toNumber number: Int64, partner: RowID<Partner>,
        planner: any EventPlanning, by who: Operator, now: Timestamp
    ) async throws -> Int

    /// The audit trail, newest first, before an entry.
    func audit(before id: Int64?, limit: Int) async throws -> [AuditEntry]
    /// Checks the hash chain; nil when it holds, else the first entry that does not fit and why.
    func verifyAudit() async throws -> AuditBreak?
    /// Writes an entry for an act that changes nothing in the store itself.
    func appendAudit(
        _ action: String, target: String, detail: String, partner: RowID<Partner>?,
        by who: Operator, now: Timestamp
    ) async throws
}

extension ConfigurationLedger {
    /// Saves the site, and the sealed key when one is given.
    public func saveCredentials(
        _ site: ConnectWiseSite, version: Int64, sealedKey: SealedKey?,
        partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws {
        try await saveCredentials(
            site, version: version, sealedKey: sealedKey, sealedLegacyPassword: nil,
            partner: partner, by: who, now: now)
    }

    /// Adds a rule for every customer.
    public func addRule(
        action: NotificationRule.Action, severities: Set<Severity>,
        eventClasses: Set<EventClass>?, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws -> NotificationRule {
        try await addRule(
            action: action, severities: severities, eventClasses: eventClasses, customers: nil,
            partner: partner, by: who, now: now)
    }
}

/// A value and the version to hand back on save.
public struct Versioned<Value: Sendable>: Sendable {
    /// The value, its version, and who saved it when; version 0 was never saved.
    public var value: Value, version: Int64, savedBy: String?, savedAt: Timestamp?

    /// Makes a versioned value.
    public init(_ value: Value, version: Int64, savedBy: String? = nil, savedAt: Timestamp? = nil) {
        self.value = value
        self.version = version
        self.savedBy = savedBy
        self.savedAt = savedAt
    }
}

/// A private key, sealed, with what may be shown of it.
public struct SealedKey: Hashable, Sendable {
    /// The sealed record, and the last four characters of the key's fingerprint (not of the key).
    public var sealed: [UInt8], fingerprint: String

    /// Makes a sealed key.
    public init(sealed: [UInt8], fingerprint: String) {
        self.sealed = sealed
        self.fingerprint = fingerprint
    }
}

/// What may be shown of a stored secret (B39).
public struct SecretNote: Hashable, Sendable {
    /// When and by whom it was set, and the end of its fingerprint.
    public var setAt: Timestamp, setBy: String, fingerprint: String

    /// Makes a note.
    public init(setAt: Timestamp, setBy: String, fingerprint: String) {
        self.setAt = setAt
        self.setBy = setBy
        self.fingerprint = fingerprint
    }
}

/// A customer as lists show it.
public struct CustomerSummary: Hashable, Sendable, Identifiable {
    /// The customer, and its row number.
    public var customer: Customer
    public var id: RowID<Customer> { customer.id }
    /// The last successful synchronisation, and when the next is allowed.
    public var lastSynchronizedAt: Timestamp?, nextAllowedAt: Timestamp?
    /// Facts that wait for the window.
    public var waitingFacts: Int
    /// Tickets that are not closed, and failed notifications.
    public var openTickets: Int, failed: Int

    /// Makes a summary.
    public init(
        customer: Customer, lastSynchronizedAt: Timestamp?, nextAllowedAt: Timestamp?,
        waitingFacts: Int, openTickets: Int, failed: Int
    ) {
        self.customer = customer
        self.lastSynchronizedAt = lastSynchronizedAt
        self.nextAllowedAt = nextAllowedAt
        self.waitingFacts = waitingFacts
        self.openTickets = openTickets
        self.failed = failed
    }
}

/// A customer of a source that waits to be linked.
public struct WaitingSourceCustomer: Hashable, Sendable {
    /// The source, its id and name for the customer, and how many events wait.
    public var source: String, id: String, name: String?, events: Int

    /// Makes an entry.
    public init(source: String, id: String, name: String?, events: Int) {
        self.source = source
        self.id = id
        self.name = name
        self.events = events
    }
}

/// One entry of the audit trail; never a secret.
public struct AuditEntry: Hashable, Sendable, Identifiable {
    /// The entry's place in the chain, from 1.
    public var id: Int64
    /// When, who, what, to what, and the change as `before -> after`.
    public var at: Timestamp, who: String, action: String, target: String, detail: String
    /// SHA-256 over the previous hash and this entry, 64 hexadecimal digits.
    public var hash: String

    /// Makes an entry.
    public init(
        id: Int64, at: Timestamp, who: String, action: String, target: String, detail: String,
        hash: String
    ) {
        self.id = id
        self.at = at
        self.who = who
        self.action = action
        self.target = target
        self.detail = detail
        self.hash = hash
    }
}

/// Where the audit trail does not fit.
public struct AuditBreak: Hashable, Sendable {
    /// The entry, and whether it was changed, removed, reordered or inserted, in words.
    public var entry: Int64, reason: String

    /// Makes a finding.
    public init(entry: Int64, reason: String) {
        self.entry = entry
        self.reason = reason
    }
}
