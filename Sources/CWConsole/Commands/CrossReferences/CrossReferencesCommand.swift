import ArgumentParser
import IntegrationCore

/// `xref`: services and the products they are billed by (product.md 6).
struct CrossReferencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "xref", abstract: "Cross-references: services, Level, Type and product.",
        subcommands: [
            CrossReferencesList.self, CrossReferencesSet.self, CrossReferencesAdd.self,
            CrossReferencesRemove.self, CrossReferencesCheck.self,
        ])
}

/// `xref list`.
struct CrossReferencesList: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the cross-references.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let references = try await ledger.crossReferences(partner.id).value
        var table = ResultTable(
            .text("SERVICE"), .text("WORDING"), .text("BILL"), .text("LEVEL"), .text("TYPE"),
            .text("CONFIGURATION TYPE"), .text("AGREEMENT TYPE"), .text("PRODUCT"))
        for reference in references {
            table.add(
                reference.id, reference.service, reference.bills ? "yes" : "no", reference.level,
                reference.type, reference.configurationType, reference.agreementType,
                (reference.product?.name ?? "not picked")
                    + (reference.isFlatFee ? " (flat fee)" : ""))
        }
        session.output.result(
            .list(references, \.document), table.text(empty: "There are no services."))
        return .done
    }
}

/// `xref add NAME`: a service of the partner's own.
struct CrossReferencesAdd: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a service beside the twelve.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The wording of the service, like 'SaaS Backup # Seats'.")
    var name: String
    @Option(help: "The Level, exactly as ConnectWise shall match it.")
    var level: String
    @Option(help: "The Type, exactly as ConnectWise shall match it.")
    var type: String
    @Option(
        help: "What is counted: gigabytes, devices or mailboxes.",
        transform: { try WordChoice.read($0) })
    var unit: BillingUnit

    func run(in session: Session) async throws -> ExitStatus {
        let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let id = String(words.joined(separator: "-").prefix(64))
        guard !id.isEmpty else {
            throw Problem.usage(
                "'\(name)' has no letter a to z and no digit, so that no name can be made of it.")
        }
        let added = CrossReference(
            id: id, service: name, unit: unit, isOwn: true, level: level, type: type)
        try await session.editReferences { $0.append(added) }
        session.output.result(
            added.document, "Added service \(id): Level '\(level)' Type '\(type)'.")
        return .done
    }
}

/// `xref remove SERVICE`: the twelve stay.
struct CrossReferencesRemove: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a service of the partner's own.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The service, as `xref list` shows it.")
    var service: String

    func run(in session: Session) async throws -> ExitStatus {
        let removed = try await session.editReferences { references in
            let index = try references.place(of: service)
            guard references[index].isOwn else {
                throw Problem.usage(
                    "'\(references[index].id)' is one of the twelve services, which stay. "
                        + "Do not bill it: cwconsole xref set \(references[index].id) --bill no.")
            }
            return references.remove(at: index)
        }
        session.output.result(removed.document, "Removed service \(removed.id).")
        return .done
    }
}

extension Session {
    /// Changes the partner's cross-references and saves them.
    @discardableResult
    func editReferences<Answer>(
        _ edit: (inout [CrossReference]) async throws -> Answer
    ) async throws -> Answer {
        let ledger = try await openStore()
        let partner = try await partner(in: ledger)
        let stored = try await ledger.crossReferences(partner.id)
        var references = stored.value
        let answer = try await edit(&references)
        try await ledger.saveCrossReferences(
            references, version: stored.version, partner: partner.id, by: user, now: time.now())
        return answer
    }
}

extension [CrossReference] {
    /// Where the service of a name or wording stands.
    func place(of service: String) throws(Problem) -> Int {
        let wanted = service.lowercased()
        if let index = firstIndex(where: { $0.id == wanted || $0.service.lowercased() == wanted }) {
            return index
        }
        throw .usage(
            "There is no service '\(service)'. Services: "
                + map(\.id).joined(separator: ", ") + ".")
    }
}

extension CrossReference {
    /// The cross-reference as `--json` says it.
    var document: JSONValue {
        [
            "service": .string(id), "wording": .string(service), "unit": .string(unit.rawValue),
            "own": .bool(isOwn), "bill": .bool(bills), "level": .string(level),
            "type": .string(type), "configurationType": .string(configurationType),
            "agreementType": .string(agreementType),
            "product": product.map(\.document) ?? .null, "flatFee": .bool(isFlatFee),
        ]
    }
}
