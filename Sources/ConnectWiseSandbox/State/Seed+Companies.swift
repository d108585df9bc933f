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
        let agreement = addAgreement(company, itself, contact)
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
        _ company: Tenant.Company, _ itself: JSONValue, _ contact: Record
    ) -> Record {
        let agreement = add(
            .agreements,
            [
                "name": .string("Managed Service \(company.identifier)"), "company": itself,
                "type": reference(.agreementTypes, "Managed Service", as: "AgreementTypeReference")
                    ?? .null,
                "contact": Draft.shown(contact, as: "ContactReference", .official),
                "startDate": .string((now - .days(400)).rfc3339Seconds), "noEndingDateFlag": true,
                "cancelledFlag": false, "agreementStatus": "Active",
            ])
        if let managedID = company.managedID {
            for product in products(company.products) {
                addAddition(product, serial: managedID, to: agreement)
            }
        }
        for product in products(company.flatFees) {
            addAddition(product, serial: nil, to: agreement)
        }
        return agreement
    }

    /// The products of these identifiers; nil means the whole catalog.
    private func products(_ identifiers: [String]?) -> [Record] {
        guard let identifiers else { return Array(state[.catalog].all) }
        return identifiers.compactMap {
            Draft.find(["identifier": .string($0)], .catalog, state, parent: nil)
        }
    }

    private mutating func addAddition(_ product: Record, serial: String?, to agreement: Record) {
        var fields: [String: JSONValue] = [
            "product": Draft.shown(product, as: "IvItemReference", .official),
            "quantity": serial == nil ? 1 : 0, "lessIncluded": 0, "billCustomer": "Billable",
            "serialNumber": serial.map(JSONValue.string) ?? .null, "taxableFlag": false,
            "effectiveDate": .string((now - .days(400)).rfc3339Seconds),
        ]
        AdditionRules.settle(&fields, agreement: agreement, product: product)
        add(.additions, parent: agreement.id, fields)
    }
}
