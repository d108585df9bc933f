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

    /// All products of the catalog, by id, inactive ones included.
    public func catalogItems() async throws(ConnectWiseError) -> [ConnectWise.CatalogItem] {
        try await list("/procurement/catalog")
    }

    /// A product; `notFound` is thrown only while the connection is proved good.
    public func catalogItem(
        _ id: Int64
    ) async throws(ConnectWiseError) -> ConnectWise.CatalogItem {
        try await record(APICall(path: "/procurement/catalog/\(id)"))
    }

    /// The agreement types, by id.
    public func agreementTypes() async throws(ConnectWiseError) -> [ConnectWise.AgreementType] {
        try await list("/finance/agreements/types")
    }

    /// The active agreements of a company, by id.
    ///
    /// The status is sent as a condition and looked at again in the answer.
    public func activeAgreements(
        company: Int64
    ) async throws(ConnectWiseError) -> [ConnectWise.Agreement] {
        var condition = Condition.equals("company/id", company)
        if let active = Condition.Token("Active") {
            condition = condition && .equals("agreementStatus", active)
        }
        let found: [ConnectWise.Agreement] = try await list(
            "/finance/agreements", where: condition)
        return found.filter { $0.status == "Active" && !$0.isCancelled }
    }

    /// The additions of an agreement, by id, cancelled ones included.
    public func additions(
        agreement: Int64
    ) async throws(ConnectWiseError) -> [ConnectWise.Addition] {
        try await list("/finance/agreements/\(agreement)/additions")
    }
}
