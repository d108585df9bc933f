import ConnectWiseSandbox
import IntegrationCore

extension Tenant {
    /// The ConnectWise of the sample MSP, with one Managed ID entry missing.
    static var northwind: Tenant { northwind(with: []) }

    /// The same with more companies.
    static func northwind(with crowd: [SampleCompany]) -> Tenant {
        var tenant = Tenant.standard
        tenant.companyID = "northwind"
        tenant.companyName = SampleCompany.partner
        tenant.companies = (SampleCompany.all + crowd).map { company in
            let isWhole = company.number != SampleCompany.withoutSecondEntry
            return Company(
                "C\(company.number)", company.name,
                managedID: isWhole ? company.managedID : nil)
        }
        return tenant
    }
}

extension ConnectWiseSandbox {
    /// The record ids of the sample companies by customer number.
    var companyIDs: [Int64: Int64] {
        var ids: [Int64: Int64] = [:]
        for record in records("/company/companies") {
            guard let identifier = record["identifier"]?.string, let id = record["id"]?.integer,
                let number = Int64(identifier.dropFirst())
            else { continue }
            ids[number] = id
        }
        return ids
    }

    /// The first record of a collection with this name.
    func reference(_ name: String, in collection: String, parent: Int? = nil) -> NamedReference? {
        records(collection, parent: parent).first { $0["name"]?.string == name }
            .flatMap { $0["id"]?.integer }.map { NamedReference(id: $0, name: name) }
    }

    /// Arranges the faults that the demo's user is to find.
    ///
    /// The first entry of one company stands alone, and the second ticket meets an error that a
    /// second try does not meet. The third fault is a company that nobody mapped.
    func arrangeFaults() {
        setFaults(
            FaultPlan(rules: [
                .init(.permanentError, method: "POST", path: "/service/tickets$", when: .nth(2))
            ]))
        let number = SampleCompany.withoutSecondEntry
        let collection = "/company/companies/{parentId}/managementSummaryReports"
        guard let company = companyIDs[number].map(Int.init),
            records(collection, parent: company).isEmpty,
            let solution = Tenant.northwind.managementSolution,
            let reference = reference(solution, in: "/company/managementItSolutions")
        else { return }
        add(
            [
                "groupIdentifier": .string("EFS-\(number)"),
                "deviceType": "WorkstationsAndServers",
                "managementSolution": reference.document,
            ], to: collection, parent: company)
    }
}
