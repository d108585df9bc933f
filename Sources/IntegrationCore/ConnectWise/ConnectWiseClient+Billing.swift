extension ConnectWiseClient {
    /// Up to `limit` products, not inactive, whose identifier or description contains `text`.
    ///
    /// An empty text finds the first ones.
    public func catalogItems(
        matching text: String, limit: Int = 25
    ) async throws(ConnectWiseError) -> [ConnectWise.CatalogItem] {
        var condition = Condition.equals("inactiveFlag", false)
        if let identifier = Condition.contains("identifier", text),
            let description = Condition.contains("description", text)
        {
            condition = condition && (identifier || description)
        }
        let found: [ConnectWise.CatalogItem] = try await first(
            limit, of: "/procurement/catalog", where: condition)
        return found.filter { !$0.isInactive }
    }

    /// The products with these ids, by id, inactive ones included; one that is not there is left out.
    public func catalogItems(
        ids: Set<Int64>
    ) async throws(ConnectWiseError) -> [ConnectWise.CatalogItem] {
        try await list("/procurement/catalog", with: "id", in: ids)
    }

    /// The agreement types, by id.
    public func agreementTypes() async throws(ConnectWiseError) -> [ConnectWise.AgreementType] {
        try await list("/finance/agreements/types")
    }

    /// The active agreements of companies, by id, read for 50 companies at a time.
    ///
    /// The status is sent as a condition and looked at again in the answer, as far as it is there.
    public func activeAgreements(
        companies: Set<Int64>
    ) async throws(ConnectWiseError) -> [ConnectWise.Agreement] {
        let active = Condition.Token("Active").map { Condition.equals("agreementStatus", $0) }
        let found: [ConnectWise.Agreement] = try await list(
            "/finance/agreements", where: active, with: "company/id", in: companies)
        return found.filter {
            !$0.isCancelled && ($0.status == "Active" || $0.status.isEmpty)
                && companies.contains($0.company?.id ?? 0)
        }
    }

    /// The additions of an agreement, by id, cancelled ones included.
    public func additions(
        agreement: Int64
    ) async throws(ConnectWiseError) -> [ConnectWise.Addition] {
        try await list("/finance/agreements/\(agreement)/additions")
    }

    /// Reads a list for those of its records whose field is one of many numbers, 50 at a time: an
    /// address has its limit (contract 4).
    private func list<Record: ConnectWiseRecord>(
        _ path: String, where condition: Condition? = nil, with field: Condition.Field,
        in numbers: Set<Int64>
    ) async throws(ConnectWiseError) -> [Record] {
        var rest = numbers.sorted()[...]
        var found: [Record] = []
        while let numbers = Condition.isOne(field, of: Array(rest.prefix(50))) {
            let both = condition.map { $0 && numbers } ?? numbers
            found += try await list(path, where: both)
            rest = rest.dropFirst(50)
        }
        return found
    }
}
