extension Tenant {
    /// A line of a company's agreement.
    public struct Addition: Sendable, Hashable {
        /// The identifier of the product, and the serial number; nil for a flat line.
        public var product: String, serialNumber: String?
        /// The gross quantity.
        public var quantity: Double
        /// In how many days from the tenant's start it counts; less than zero for long since.
        public var effectiveIn = -400
        /// In how many days it was cancelled or will be; nil when it is not.
        public var cancelledIn: Int?

        /// Makes an addition that counts.
        public init(_ product: String, _ serialNumber: String? = nil, quantity: Double = 1) {
            self.product = product
            self.serialNumber = serialNumber
            self.quantity = quantity
        }
    }
}

extension Tenant.Addition {
    /// What can be wrong with the addition that a product is billed by (product.md 6).
    public enum Anomaly: String, Sendable, CaseIterable {
        /// Not there at all; not there now; twice.
        case missing, cancelled, notYetEffective, several
        /// With the Managed ID of another customer, or beside a flat line of the same product.
        case ofAnother, flatFee
        /// On an agreement that was cancelled.
        case cancelledAgreement
    }
}

extension Tenant.Company {
    /// The company with one thing wrong about the addition of a product.
    public func with(
        _ anomaly: Tenant.Addition.Anomaly, of product: String, in tenant: Tenant = .standard
    ) -> Tenant.Company {
        var company = self
        let all = products ?? tenant.products.map(\.identifier)
        var wrong = Tenant.Addition(product, managedID, quantity: 7)
        switch anomaly {
        case .flatFee:
            company.additions.append(Tenant.Addition(product))
            return company
        case .cancelledAgreement:
            company.hasCancelledAgreement = true
            return company
        case .several:
            company.additions.append(wrong)
            return company
        case .missing: break
        case .cancelled: wrong.cancelledIn = -30
        case .notYetEffective: wrong.effectiveIn = 30
        case .ofAnother: wrong.serialNumber = "EFS-1"
        }
        company.products = all.filter { $0 != product }
        if anomaly != .missing { company.additions.append(wrong) }
        return company
    }
}
