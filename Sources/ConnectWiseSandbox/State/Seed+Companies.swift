import IntegrationCore

extension Seed {
    /// A company with its site, contact, agreement and Managed ID entries.
    mutating func addCompany(_ company: Tenant.Company, _ tenant: Tenant) {
        let added = add(
            .companies,
            [
                "identifier": .string(company.identifier), "name": .string(company.name),
                "addressLine1": "1 Main Street", "city": "Springfield",
                "deletedFlag": .bool(company.isDeleted),
                "status": reference(.companyStatuses, company.status, as: "CompanyStatusReference")
                    ?? .null,
                "types": [
                    reference(.companyTypes, company.type, as: "CompanyTypeReference") ?? .null
                ],
            ])
        let itself = Draft.shown(added, as: "CompanyReference", .official)
        add(
            .sites, parent: added.id,
            ["name": "Main", "addressLine1": "1 Main Street", "city": "Springfield"])
        let contact = add(
            .contacts, ["name": .string("Contact of \(company.name)"), "company": itself])
        let agreement = addAgreement(company, itself, contact, tenant)
        for entry in company.entries ?? .right(company.managedID) {
            guard let solution = entry.solution ?? tenant.managementSolution else { continue }
            add(
                .managedIDs, parent: added.id,
                [
                    "groupIdentifier": .string(entry.managedID),
                    "deviceType": .string(entry.deviceType),
                    "managementSolution": reference(
                        .itSolutions, solution, as: "ManagementSolutionReference") ?? .null,
                    "agreement": entry.hasAgreement
                        ? Draft.shown(agreement, as: "AgreementReference", .official) : .null,
                ])
        }
    }

    private mutating func addAgreement(
        _ company: Tenant.Company, _ itself: JSONValue, _ contact: Record, _ tenant: Tenant
    ) -> Record {
        let agreement = add(
            .agreements,
            [
                "name": .string("Managed Service \(company.identifier)"), "company": itself,
                "type": reference(.agreementTypes, "Managed Service", as: "AgreementTypeReference")
                    ?? .null,
                "contact": Draft.shown(contact, as: "ContactReference", .official),
                "startDate": .string((now - .days(400)).rfc3339Seconds), "noEndingDateFlag": true,
                "cancelledFlag": .bool(company.hasCancelledAgreement),
                "agreementStatus": company.hasCancelledAgreement ? "Cancelled" : "Active",
            ])
        for addition in company.usualAdditions(tenant) + company.additions {
            add(addition, to: agreement)
        }
        return agreement
    }

    private mutating func add(_ addition: Tenant.Addition, to agreement: Record) {
        guard
            let product = Draft.find(
                ["identifier": .string(addition.product)], .catalog, state, parent: nil)
        else { return }
        func moment(_ days: Int?) -> JSONValue {
            days.map { .string((now + .days($0)).rfc3339Seconds) } ?? .null
        }
        var fields: [String: JSONValue] = [
            "product": Draft.shown(product, as: "IvItemReference", .official),
            "quantity": .number(addition.quantity), "lessIncluded": 0,
            "billCustomer": "Billable", "taxableFlag": false,
            "serialNumber": addition.serialNumber.map(JSONValue.string) ?? .null,
            "effectiveDate": moment(addition.effectiveIn),
            "cancelledDate": moment(addition.cancelledIn),
        ]
        AdditionRules.settle(&fields, agreement: agreement, product: product)
        add(.additions, parent: agreement.id, fields)
    }
}

extension Tenant.Company {
    /// An addition of each of its products under its Managed ID.
    fileprivate func usualAdditions(_ tenant: Tenant) -> [Tenant.Addition] {
        guard let managedID else { return [] }
        return (products ?? tenant.products.map(\.identifier)).map {
            Tenant.Addition($0, managedID, quantity: 0)
        }
    }
}
