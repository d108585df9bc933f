extension [Tenant.Entry] {
    /// The two right entries of a Managed ID, in the right order; none without one.
    static func right(_ managedID: String?) -> [Tenant.Entry] {
        guard let managedID else { return [] }
        return [
            Tenant.Entry(managedID, "WorkstationsAndServers"),
            Tenant.Entry(managedID, "BackupStats"),
        ]
    }
}

extension Tenant.Company {
    /// What can be wrong with a company and its Managed ID entries (product.md 8).
    public enum Anomaly: String, Sendable, CaseIterable {
        /// Entries that are not there, or in the wrong order.
        case missingBoth, missingSecond, missingFirst, switched
        /// Entries that hold something wrong.
        case agreementNotBlank, idsDiffer, wrongSolution, duplicate
        /// The Managed ID in other case, or with blanks around it.
        case otherCase, blanks
        /// A company that is not to be used.
        case inactive, notApproved, prospect, deleted
    }

    /// The company with one thing wrong; what has a Managed ID keeps it on its additions.
    public func with(_ anomaly: Anomaly) -> Tenant.Company {
        var company = self
        let id = managedID ?? "EFS-1"
        var entries = [Tenant.Entry].right(id)
        switch anomaly {
        case .missingBoth: entries = []
        case .missingSecond: entries.removeLast()
        case .missingFirst: entries.removeFirst()
        case .switched: entries.reverse()
        case .agreementNotBlank: entries[1].hasAgreement = true
        case .idsDiffer: entries[1].managedID = id + "0"
        case .wrongSolution: entries[1].solution = "Other Vendor"
        case .duplicate: entries.append(entries[1])
        case .otherCase: entries[1].managedID = id.lowercased()
        case .blanks: entries[1].managedID = id + " "
        case .inactive: company.status = "Inactive"
        case .notApproved: company.status = "Not Approved"
        case .prospect: company.type = "Prospect"
        case .deleted: company.isDeleted = true
        }
        company.entries = entries
        return company
    }
}

extension Tenant {
    /// The standard tenant with one company for each anomaly, and one Managed ID on two companies.
    ///
    /// The companies are named after their anomaly; the last two, `TWIN1` and `TWIN2`, share an id.
    public static var ofAnomalies: Tenant {
        var tenant = standard
        let wrong = Company.Anomaly.allCases.enumerated().map { index, anomaly in
            Company(
                anomaly.rawValue.uppercased(), "Company \(anomaly.rawValue)",
                managedID: "EFS-\(30_001 + index)"
            ).with(anomaly)
        }
        let twins = (1...2).map { Company("TWIN\($0)", "Twin \($0)", managedID: "EFS-39999") }
        tenant.companies = tenant.companies + wrong + twins
        return tenant
    }
}

extension Tenant.CrossReference {
    /// What can be wrong with a cross-reference.
    public enum Anomaly: String, Sendable, CaseIterable {
        /// Level or Type nearly right; twice the same; switched off.
        case otherCase, blanks, duplicate, inactive
        /// No product or another one; other types.
        case productMissing, otherProduct, otherConfigurationType, otherAgreementType
        /// Not there at all.
        case missing
    }

    /// The cross-references that stand in the place of this one when one thing is wrong.
    public func with(_ anomaly: Anomaly) -> [Tenant.CrossReference] {
        var wrong = self
        switch anomaly {
        case .missing: return []
        case .duplicate: return [self, self]
        case .otherCase: wrong.level = level.uppercased()
        case .blanks: wrong.type = " " + type
        case .inactive: wrong.isInactive = true
        case .productMissing: wrong.product = nil
        case .otherProduct:
            wrong.product = Tenant.standard.products.map(\.identifier).first { $0 != product }
        case .otherConfigurationType: wrong.configurationType = "Server"
        case .otherAgreementType: wrong.agreementType = "Break Fix"
        }
        return [wrong]
    }
}
