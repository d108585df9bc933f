import IntegrationCore

extension Seed {
    /// The solution, its integration with cross-references, and the types they point to.
    mutating func addManagement(_ tenant: Tenant) {
        for name in ["Server", "Backup Stats", "Workstation"] {
            add(
                .configurationTypes,
                ["name": .string(name), "inactiveFlag": false, "systemFlag": false])
        }
        add(.configurationStatuses, ["description": "Active", "defaultFlag": true])
        for name in ["Managed Service", "Break Fix"] {
            add(.agreementTypes, ["name": .string(name)])
        }
        guard let solution = tenant.managementSolution else { return }
        add(
            .integratorLogins,
            [
                "username": .string(solution.lowercased()), "inactiveFlag": false,
                "managedServicesApiFlag": true,
            ])
        addSolution(solution, type: tenant.solutionType)
        for name in otherSolutions(of: tenant) { addSolution(name, type: "Custom") }
        guard let integration = tenant.integration else { return }
        let added = add(
            .devicesIntegrations,
            [
                "name": .string(solution), "solution": .string(integration.solution ?? solution),
                "loginBy": .string(integration.loginBy),
                "defaultBillingLevel": .string(integration.billingLevel),
                "matchOnSerialNumberFlag": .bool(integration.matchesOnSerialNumber),
                "disableNewCrossReferencesFlag": .bool(integration.disablesNewCrossReferences),
            ])
        for crossReference in tenant.crossReferences {
            addCrossReference(crossReference, parent: added.id)
        }
    }

    private mutating func addSolution(_ name: String, type: String) {
        add(
            .itSolutions,
            [
                "name": .string(name), "managementItSolutionType": .string(type),
                "managementSolutionName": type == "Custom" ? .string(name) : .null,
            ])
    }

    /// The solutions that entries of companies name beside the tenant's own.
    private func otherSolutions(of tenant: Tenant) -> [String] {
        let named = tenant.companies.flatMap { $0.entries ?? [] }.compactMap(\.solution)
        return Set(named).subtracting([tenant.managementSolution ?? ""]).sorted()
    }

    private mutating func addCrossReference(_ wanted: Tenant.CrossReference, parent: Int) {
        let product = wanted.product.flatMap {
            reference(.catalog, $0, as: "IvItemReference")
        }
        let configurationType = wanted.configurationType.flatMap {
            reference(.configurationTypes, $0, as: "ConfigurationTypeReference")
        }
        let agreementType = wanted.agreementType.flatMap {
            reference(.agreementTypes, $0, as: "AgreementTypeReference")
        }
        add(
            .crossReferences, parent: parent,
            [
                "vendorLevel": .string(wanted.level), "vendorType": .string(wanted.type),
                "product": product ?? .null, "configurationType": configurationType ?? .null,
                "agreementType": agreementType ?? .null,
                "inactiveFlag": .bool(wanted.isInactive),
            ])
    }
}
