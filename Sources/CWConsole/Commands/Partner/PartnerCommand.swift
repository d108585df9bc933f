import ArgumentParser
import IntegrationCore

/// `partner`: the partners of the store.
struct PartnerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partner", abstract: "Partners of the store.",
        subcommands: [PartnerList.self, PartnerAdd.self, PartnerRename.self])
}

/// `partner list`.
struct PartnerList: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the partners.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let partners = try await session.openStore().partners()
        var table = ResultTable(.number("ID"), .text("NAME"), .text("MODE"), .text("PUSHES"))
        for partner in partners {
            let held = partner.circuit.map { "held since \($0.since.rfc3339Seconds)" } ?? "on"
            table.add("\(partner.id)", partner.name, partner.mode.rawValue, held)
        }
        session.output.result(
            .list(partners, \.document),
            table.text(empty: "No partner yet. Add one: cwconsole partner add NAME."))
        return .done
    }
}

/// `partner add NAME`.
struct PartnerAdd: ConsoleCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a partner.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The name, 1 to 100 characters, unique in the store.")
    var name: String
    @Flag(help: "Its ConnectWise is a sandbox; every screen says so.")
    var sandbox = false

    func run(in session: Session) async throws -> ExitStatus {
        let partner = try await session.openStore().addPartner(
            name: name, mode: sandbox ? .sandbox : .live, by: session.user,
            now: session.time.now())
        session.output.result(partner.document, "Added partner '\(partner.name)'.")
        return .done
    }
}

/// `partner rename NAME`: the partner that `--partner` names, or the only one.
struct PartnerRename: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give the partner another name.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The new name, 1 to 100 characters, unique in the store.")
    var name: String

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        var partner = try await session.partner(in: ledger)
        let old = partner.name
        try await ledger.renamePartner(
            partner.id, to: name, by: session.user, now: session.time.now())
        partner.name = name
        session.output.result(
            partner.document, "Renamed partner '\(Sanitizer.line(old))' to '\(name)'.")
        return .done
    }
}

extension Partner {
    /// The partner as `--json` says it.
    var document: JSONValue {
        [
            "id": .integer(id.rawValue), "name": .string(name), "mode": .string(mode.rawValue),
            "heldSince": .time(circuit?.since),
            "heldBecause": circuit.map { $0.failure.document(customer: nil) } ?? .null,
        ]
    }
}
