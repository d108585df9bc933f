import ArgumentParser
import IntegrationCore

/// `xref set SERVICE`: products and types are looked up in ConnectWise.
struct CrossReferencesSet: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change the cross-reference of a service.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The service, as `xref list` shows it.")
    var service: String
    @Option(help: "The Level, matched exactly.")
    var level: String?
    @Option(help: "The Type, matched exactly.")
    var type: String?
    @Option(help: ArgumentHelp("The product, or none.", valueName: "id-or-identifier"))
    var product: String?
    @Option(help: ArgumentHelp("The Configuration Type, or any.", valueName: "name-or-id"))
    var configurationType: String?
    @Option(help: ArgumentHelp("The Agreement Type, or any.", valueName: "name-or-id"))
    var agreementType: String?
    @Option(help: "Bill this service: yes or no.")
    var bill: YesOrNo?
    @Option(help: "The product is a flat fee: yes or no.")
    var flatFee: YesOrNo?

    func validate() throws {
        let isEmpty =
            level == nil && type == nil && product == nil && configurationType == nil
            && agreementType == nil && bill == nil && flatFee == nil
        if isEmpty { throw ValidationError("Nothing to set; name at least one option.") }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let changed = try await session.editReferences { references in
            let index = try references.place(of: service)
            var reference = references[index]
            if let level { reference.level = level }
            if let type { reference.type = type }
            if let bill { reference.bills = bill.isYes }
            if let flatFee { reference.isFlatFee = flatFee.isYes }
            try await lookUp(&reference, session)
            references[index] = reference
            return reference
        }
        if changed.bills && changed.isFlatFee {
            session.output.message(
                "A flat-fee product must not be cross-referenced; pick the per-unit product.")
        }
        session.output.result(changed.document, "Saved the cross-reference of \(changed.id).")
        return .done
    }

    private func lookUp(_ reference: inout CrossReference, _ session: Session) async throws {
        let names = [product, configurationType, agreementType].compactMap(\.self)
        if product?.lowercased() == "none" { reference.product = nil }
        if configurationType?.lowercased() == "any" { reference.configurationType = "" }
        if agreementType?.lowercased() == "any" { reference.agreementType = "" }
        guard names.contains(where: { !["none", "any"].contains($0.lowercased()) }) else { return }
        let ledger = try await session.openStore()
        let client = try await session.client(
            for: try await session.partner(in: ledger), ledger)
        if let product, product.lowercased() != "none" {
            reference.product = try await item(product, client)
        }
        if let configurationType, configurationType.lowercased() != "any" {
            reference.configurationType = try NamedChoice.find(
                configurationType,
                among: try await client.configurationTypes().filter { !$0.isInactive }
                    .map { NamedReference(id: $0.id, name: $0.name) }, noun: "configuration type"
            ).name
        }
        if let agreementType, agreementType.lowercased() != "any" {
            reference.agreementType = try NamedChoice.find(
                agreementType,
                among: try await client.agreementTypes().filter { !$0.isInactive }
                    .map { NamedReference(id: $0.id, name: $0.name) }, noun: "agreement type"
            ).name
        }
    }

    private func item(_ wanted: String, _ client: ConnectWiseClient) async throws -> NamedReference
    {
        let found = try await client.catalogItems(matching: wanted)
        if let same = found.first(where: { $0.identifier.lowercased() == wanted.lowercased() }) {
            return NamedReference(id: same.id, name: same.identifier)
        }
        if let id = Int64(wanted) {
            guard let item = try await client.read(path: "/procurement/catalog/\(id)") else {
                throw Problem.usage(
                    "ConnectWise's catalog has no product \(id). Give an id or an identifier.")
            }
            return NamedReference(id: id, name: item["identifier"]?.string ?? "\(id)")
        }
        let names = found.map { "'\(Sanitizer.line($0.identifier))' (\($0.id))" }
        throw Problem.usage(
            "ConnectWise's catalog has no active product '\(wanted)'. "
                + (names.isEmpty
                    ? "Give its id or its identifier as the Product Catalog shows it."
                    : "Like it are \(names.joined(separator: ", "))."))
    }
}
