public import IntegrationCore

// Lands piece by piece: each of these goes when its operation is there.
extension SQLiteLedger {
    public func crossReferences(_ partner: RowID<Partner>) async throws -> Versioned<
        [CrossReference]
    > {
        throw LedgerError(.refused, "not there yet")
    }

    public func saveCrossReferences(
        _ references: [CrossReference], version: Int64, partner: RowID<Partner>,
        by who: Operator, now: Timestamp
    ) async throws {
        throw LedgerError(.refused, "not there yet")
    }

    public func updateRule(
        _ rule: NotificationRule, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws {
        throw LedgerError(.refused, "not there yet")
    }

    public func accounts(
        _ partner: RowID<Partner>, customer: Int64?, after: RowID<Account>?, limit: Int
    ) async throws -> [Account] {
        throw LedgerError(.refused, "not there yet")
    }

    public func saveAccount(
        _ account: RowID<Account>, settings: AccountSettings, partner: RowID<Partner>,
        by who: Operator, now: Timestamp
    ) async throws {
        throw LedgerError(.refused, "not there yet")
    }

    public func mapCustomers(
        _ mappings: [CustomerMapping], partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws -> [CustomerMapping] {
        throw LedgerError(.refused, "not there yet")
    }

    public func synchronizeNow(
        customer: RowID<Customer>, by who: Operator, now: Timestamp
    ) async throws {
        throw LedgerError(.refused, "not there yet")
    }

    public func sealedLegacyPassword(_ partner: RowID<Partner>) async throws -> [UInt8]? {
        throw LedgerError(.refused, "not there yet")
    }

    public func saveLegacyLogin(
        username: String, sealedPassword: [UInt8]?, partner: RowID<Partner>,
        by who: Operator, now: Timestamp
    ) async throws {
        throw LedgerError(.refused, "not there yet")
    }

    public func managedIDFindings(_ partner: RowID<Partner>) async throws -> [Int64:
        ManagedIDFinding]
    {
        throw LedgerError(.refused, "not there yet")
    }

    public func saveManagedIDFindings(
        _ findings: [Int64: ManagedIDFinding], partner: RowID<Partner>
    ) async throws {
        throw LedgerError(.refused, "not there yet")
    }

    public func beginRepair(
        _ plan: RepairPlan, partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws -> RepairRecord {
        throw LedgerError(.refused, "not there yet")
    }

    public func markRepair(
        _ repair: RowID<RepairRecord>, step: Int, _ progress: RepairRecord.Progress
    ) async throws {
        throw LedgerError(.refused, "not there yet")
    }

    public func endRepair(
        _ repair: RowID<RepairRecord>, _ state: RepairRecord.State, failure: Failure?,
        by who: Operator, now: Timestamp
    ) async throws {
        throw LedgerError(.refused, "not there yet")
    }

    public func openRepairs(_ partner: RowID<Partner>) async throws -> [RepairRecord] {
        throw LedgerError(.refused, "not there yet")
    }

    public func doctorReport(_ partner: RowID<Partner>) async throws -> DoctorReport? {
        throw LedgerError(.refused, "not there yet")
    }

    public func saveDoctorReport(_ report: DoctorReport, partner: RowID<Partner>) async throws {
        throw LedgerError(.refused, "not there yet")
    }

    public func roleBindings() async throws -> Versioned<[RoleBinding]> {
        throw LedgerError(.refused, "not there yet")
    }

    public func saveRoleBindings(
        _ bindings: [RoleBinding], version: Int64, by who: Operator, now: Timestamp
    ) async throws {
        throw LedgerError(.refused, "not there yet")
    }

    public func audit(
        matching filter: AuditFilter, before id: Int64?, limit: Int
    ) async throws -> [AuditEntry] {
        throw LedgerError(.refused, "not there yet")
    }

    public func recordJobRequests(
        _ count: Int, partner: RowID<Partner>, now: Timestamp
    ) async throws {
        throw LedgerError(.refused, "not there yet")
    }

    public func saveConfiguration(
        _ configuration: PartnerConfiguration, baseline: PartnerConfiguration,
        partner: RowID<Partner>, by who: Operator, now: Timestamp
    ) async throws {
        throw LedgerError(.refused, "not there yet")
    }
}
