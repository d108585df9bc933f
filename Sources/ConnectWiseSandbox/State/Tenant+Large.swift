extension Tenant {
    /// A large tenant, for measuring: every company has one agreement with one addition.
    ///
    /// - Parameters:
    ///   - companies: how many client companies; their Managed IDs count up from `EFS-100001`.
    ///   - products: how many products the catalog holds.
    ///   - hasManagedIDs: whether the companies have their Managed ID entries.
    /// - Returns: the tenant.
    public static func large(
        companies: Int = 5_000, products: Int = 2_000, hasManagedIDs: Bool = true
    ) -> Tenant {
        var tenant = standard
        tenant.products += (tenant.products.count..<max(products, tenant.products.count)).map {
            Product("SKU-\($0)", "Product number \($0)", price: 1, cost: 0.5)
        }
        tenant.companies = (0..<companies).map { index in
            var company = Company(
                "CLIENT\(index + 1)", "Client Company \(index + 1)",
                managedID: "EFS-\(100_001 + index)")
            company.products = ["SEL-STORAGE"]
            if !hasManagedIDs { company.entries = [] }
            return company
        }
        return tenant
    }
}
