/// What a partner's manager sets up beyond credentials and rules, and what checks found.
///
/// Each change is audited in its own transaction; errors are `LedgerError`.
public protocol SetupLedger: RepairJournal {
    /// The cross-references: the twelve services, then the partner's own in order of their making.
    func crossReferences(_ partner: RowID<Partner>) async throws -> Versioned<[CrossReference]>
    /// Saves all cross-references; ids and (level, type) are unique, the twelve stay.
    ///
    /// - Throws: `changedMeanwhile` when `version` is not the stored one, `refused` with the reason.
    func saveCrossReferences(
        _ references: [CrossReference], version: Int64, partner: RowID<Partner>,
        by who: Operator, now: Timestamp
    ) async throws

    /// Changes a rule; it keeps its number and its place.
    func updateRule(
        _ rule: NotificationRule, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws

    /// The accounts of a customer, or of all, by customer number and id; keyset after one.
    func accounts(
        _ partner: RowID<Partner>, customer: Int64?, after: RowID<Account>?, limit: Int
    ) async throws -> [Account]
    /// Saves what the operator says about an account; a parent is a parent of the same customer.
    ///
    /// - Returns: what was said before, which undoes it.
    @discardableResult
    func saveAccount(
        _ account: RowID<Account>, settings: AccountSettings, partner: RowID<Partner>,
        by who: Operator, now: Timestamp
    ) async throws -> AccountSettings

    /// Maps many customers at once, in one transaction; the answer is what undoes it.
    func mapCustomers(
        _ mappings: [CustomerMapping], partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws -> [CustomerMapping]
    /// Lets a customer synchronise now: its window is passed once.
    func synchronizeNow(
        customer: RowID<Customer>, by who: Operator, now: Timestamp
    ) async throws

    /// What the last checks of Managed IDs found, by customer number.
    func managedIDFindings(_ partner: RowID<Partner>) async throws -> [Int64: ManagedIDFinding]
    /// Keeps what checks found, by customer number.
    func saveManagedIDFindings(
        _ findings: [Int64: ManagedIDFinding], partner: RowID<Partner>
    ) async throws

    /// The doctor's last report.
    func doctorReport(_ partner: RowID<Partner>) async throws -> DoctorReport?
    /// Keeps the doctor's report.
    func saveDoctorReport(_ report: DoctorReport, partner: RowID<Partner>) async throws

    /// Who may do what in this store, in order of their making.
    func roleBindings() async throws -> Versioned<[RoleBinding]>
    /// Saves the roles; at least one manager stays unless nobody is bound.
    func saveRoleBindings(
        _ bindings: [RoleBinding], version: Int64, by who: Operator, now: Timestamp
    ) async throws

    /// The audit trail, newest first, before an entry, as far as it fits the filter.
    func audit(
        matching filter: AuditFilter, before id: Int64?, limit: Int
    ) async throws -> [AuditEntry]

    /// Counts requests of a job beside the engine, so that the next engine counts them too.
    func recordJobRequests(
        _ count: Int, partner: RowID<Partner>, now: Timestamp
    ) async throws

    /// The whole configuration of a partner as it stands, read at one moment.
    func configuration(_ partner: RowID<Partner>) async throws -> PartnerConfiguration
    /// Replaces the whole configuration of a partner in one transaction; secrets stay.
    ///
    /// - Throws: `changedMeanwhile` when anything was changed since `baseline` was read, `refused`
    ///   with the reason, also when a stored private key would go to another host.
    func saveConfiguration(
        _ configuration: PartnerConfiguration, baseline: PartnerConfiguration,
        partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws
}

/// The journal of repairs: what was asked for, and how far it came.
public protocol RepairJournal: Sendable {
    /// Begins a repair in the journal; refused while another one of the same customer is open.
    func beginRepair(
        _ plan: RepairPlan, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws -> RepairRecord
    /// Commits how far a step came, before its bytes leave and after its answer.
    func markRepair(
        _ repair: RowID<RepairRecord>, step: Int, _ progress: RepairRecord.Progress
    ) async throws
    /// Ends a repair.
    func endRepair(
        _ repair: RowID<RepairRecord>, _ state: RepairRecord.State, failure: Failure?,
        by who: Operator, now: Timestamp
    ) async throws
    /// The repairs that are open, oldest first: at a start, those that were interrupted.
    func openRepairs(_ partner: RowID<Partner>) async throws -> [RepairRecord]
}

/// A customer and the company it shall have; nil takes the mapping away.
public struct CustomerMapping: Hashable, Sendable {
    /// The customer and the company.
    public var customer: RowID<Customer>, company: NamedReference?

    /// Makes a mapping.
    public init(customer: RowID<Customer>, company: NamedReference?) {
        self.customer = customer
        self.company = company
    }
}

/// Which entries of the audit trail are wanted; the empty filter wants all.
public struct AuditFilter: Hashable, Sendable {
    /// The operator, the start of the action (`rule` finds `rule.add`), words of target or detail.
    public var who = "", action = "", text = ""
    /// From this moment on, and before that one.
    public var since: Timestamp?, until: Timestamp?

    /// Makes a filter that lets everything through.
    public init() {}
}
