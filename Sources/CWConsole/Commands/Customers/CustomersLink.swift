import ArgumentParser
import IntegrationCore

/// `customers link SOURCE ID --number N`: links a source's customer; its events go then.
struct CustomersLink: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Link a source's customer to a customer number.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The source, as `customers list` shows it.")
    var source: String
    @Argument(help: "The source's own id of the customer.")
    var id: String
    @Option(help: "The customer number; a new one makes a customer.")
    var number: Int64

    func validate() throws {
        guard number > 0 else {
            throw ValidationError("--number \(number) is no customer number; give one from 1 up.")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let planned = try await ledger.linkSourceCustomer(
            source: source, id: id, toNumber: number, partner: partner.id,
            planner: EventPlanner(), by: session.user, now: session.time.now())
        session.output.result(
            [
                "source": .string(source), "sourceId": .string(id), "customer": .integer(number),
                "events": .count(planned),
            ],
            "Linked \(source) '\(id)' to customer \(number); \(planned) events that waited go now.")
        return .done
    }
}
