internal import GRDB
public import IntegrationCore

extension SQLiteLedger {
    public func accounts(
        _ partner: RowID<Partner>, customer: Int64?, after: RowID<Account>?, limit: Int
    ) async throws -> [Account] {
        try await read { db in
            let start = try after.map { try db.accountPlace($0, of: partner) }
            let place: (number: Int64, id: String) =
                start.map { ($0.number, $0.externalID) } ?? (0, "")
            let lowest: Int64 = customer ?? place.number
            let highest: Int64 = customer ?? .max
            return try db.all(
                AccountQuery.page,
                [
                    partner.rawValue, lowest, highest, place.number, place.number, place.id,
                    min(max(limit, 1), 1_000),
                ]
            ).map { try db.account($0) }
        }
    }

    @discardableResult
    public func saveAccount(
        _ account: RowID<Account>, settings: AccountSettings, partner: RowID<Partner>,
        by who: Operator, now: Timestamp
    ) async throws -> AccountSettings {
        try await write { db in
            try db.save(settings, of: account, partner: partner, by: who, at: now)
        }
    }
}

/// The statements that read accounts.
enum AccountQuery {
    /// A page of accounts by customer number and id; both orders are those of unique indexes.
    static let page = """
        SELECT a.id, a.customer_id, a.external_id, a.name, a.settings, c.number
        FROM customers c CROSS JOIN accounts a ON a.customer_id = c.id
        WHERE c.partner_id = ? AND c.number >= ? AND c.number <= ?
            AND (c.number > ? OR c.number = ? AND a.external_id > ?)
        ORDER BY c.number, a.external_id LIMIT ?
        """
    /// The devices of an account, the newest first.
    static let devices = """
        SELECT coalesce(name, external_id) AS name, kind, last_success_at, stored_bytes
        FROM devices WHERE account_id = ? ORDER BY last_seen_at DESC
        """
    /// The newest event of an account.
    static let lastEvent = """
        SELECT moment, severity, information FROM events
        WHERE customer_id = ? AND account = ? ORDER BY id DESC LIMIT 1
        """
}

extension Database {
    fileprivate func accountPlace(
        _ account: RowID<Account>, of partner: RowID<Partner>
    ) throws -> (customer: RowID<Customer>, number: Int64, externalID: String) {
        let row = try first(
            "SELECT c.id, c.number, a.external_id FROM accounts a"
                + " JOIN customers c ON c.id = a.customer_id WHERE a.id = ? AND c.partner_id = ?",
            [account.rawValue, partner.rawValue])
        guard let row else {
            throw LedgerError(.notFound, "There is no account with the number \(account).")
        }
        return (row.id("id"), row["number"], row["external_id"])
    }

    fileprivate func account(_ row: Row) throws -> Account {
        let id: Int64 = row["id"]
        let customer = row.id("customer_id", of: Customer.self)
        let devices = try all(AccountQuery.devices, [id])
        let bytes = devices.compactMap { $0["stored_bytes"] as Int64? }
        let event = try first(
            AccountQuery.lastEvent, [customer.rawValue, row["external_id"] as String])
        return Account(
            id: RowID(id), customer: customer, customerNumber: row["number"],
            externalID: row["external_id"], name: row["name"],
            kind: try devices.first?.word("kind", as: DeviceKind.self) ?? .unknown,
            settings: try AccountSettings(stored: row["settings"]),
            devices: devices.map { $0["name"] }.sorted(),
            lastSuccessAt: devices.compactMap { $0.momentIfAny("last_success_at") }.max(),
            lastEvent: event.map { event in
                Account.LastEvent(
                    at: event.moment("moment"), severity: Severity(stored: event["severity"]),
                    information: event["information"])
            },
            storedBytes: bytes.isEmpty ? nil : bytes.reduce(0) { $0.addingClamped($1) })
    }

    /// Saves what the operator says about an account, and returns what was said before.
    @discardableResult
    func save(
        _ settings: AccountSettings, of account: RowID<Account>, partner: RowID<Partner>,
        by who: Operator, at now: Timestamp
    ) throws -> AccountSettings {
        let place = try accountPlace(account, of: partner)
        let stored = try first("SELECT settings FROM accounts WHERE id = ?", [account.rawValue])
        let old = try AccountSettings(stored: stored?["settings"])
        guard old != settings else { return old }
        if let refusal = try refusal(of: settings, place.externalID, customer: place.customer) {
            throw LedgerError(.refused, refusal)
        }
        try run(
            "UPDATE accounts SET settings = ? WHERE id = ?",
            [
                settings == AccountSettings() ? nil : try StoredJSON.text(settings),
                account.rawValue,
            ])
        try audit(
            "account.save", "account \(place.externalID) of customer \(place.number)",
            try SettingsChange.words(from: old, to: settings), partner: partner, by: who, at: now)
        return old
    }

    private func refusal(
        of settings: AccountSettings, _ account: String, customer: RowID<Customer>
    ) throws -> String? {
        if let refusal = settings.refusal { return refusal }
        return try settings.parentRefusal(of: account) { parent in
            try first(
                "SELECT settings FROM accounts WHERE customer_id = ? AND external_id = ?",
                [customer.rawValue, parent]
            ).map { try AccountSettings(stored: $0["settings"]) }
        } child: {
            try first(
                "SELECT external_id FROM accounts WHERE customer_id = ?"
                    + " AND json_extract(settings, '$.parent') = ? LIMIT 1",
                [customer.rawValue, account]
            )?["external_id"]
        }
    }
}

extension AccountSettings {
    /// Reads the column; what is not there is as it is by default.
    init(stored text: String?) throws {
        self = try text.map { try StoredJSON.value($0, over: AccountSettings()) } ?? .init()
    }
}

extension Int64 {
    /// The sum, at most the greatest number.
    fileprivate func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? .max : sum
    }
}
