public import IntegrationCore

extension Tenant {
    /// The standard tenant as the guide asks for it: one service is cross-referenced, and each
    /// company has its addition.
    public static var setUp: Tenant {
        var tenant = standard
        tenant.crossReferences = [billedService]
        return tenant
    }

    /// The service that `setUp` cross-references.
    private static let billedService = CrossReference("Select", "Storage", product: "SEL-STORAGE")

    /// A tenant at which one check of the doctor fails; nil when only the store can spoil it.
    public static func failing(_ check: DoctorCheck) -> Tenant? {
        var tenant = setUp
        switch check {
        case .connection: tenant.boards = []
        case .version: tenant.version = "v2016.4"
        case .rights: tenant.missingRights = ["Service Desk > Service Tickets, Add"]
        case .boards: tenant.boards = [Board("Integration", statuses: [Status("New")])]
        case .solution: tenant.solutionType = "NAble"
        case .integration: tenant.integration?.loginBy = "Member"
        case .crossReferences: tenant.crossReferences = billedService.with(.otherCase)
        case .products: tenant.products[0].isInactive = true
        case .flatFees:
            tenant.companies[0] = tenant.companies[0].with(.flatFee, of: "SEL-STORAGE")
        case .agreements:
            tenant.companies[0] = tenant.companies[0].with(.several, of: "SEL-STORAGE")
        case .managedIDs: tenant.companies[0] = tenant.companies[0].with(.switched)
        case .coverage:
            tenant.companies[0] = tenant.companies[0].with(.missing, of: "SEL-STORAGE")
        case .rules, .alerts: return nil
        }
        return tenant
    }
}
