import ArgumentParser
import IntegrationCore

/// `demo`: the whole product on a sandbox ConnectWise, without an account.
struct DemoCommand: ConsoleCommand, TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Try the whole product on a sandbox ConnectWise with a sample MSP.",
        discussion: """
            Everything is removed at the end, unless --store names a file: then store and \
            sandbox are kept there and the next demo goes on with them.
            """)

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }
    @OptionGroup var look: LookOptions
    @Flag(help: "Forget what an earlier demo kept in --store.")
    var fresh = false
    @Flag(help: "Run one round without a screen, print what was pushed, and end.")
    var headless = false

    @Option(help: "How many companies the sample MSP has, 25 to 10,000.")
    var companies = SampleCompany.all.count

    var needsTerminal: Bool { !headless }

    func validate() throws {
        guard SampleCrowd.limits.contains(companies) else {
            throw ValidationError("--companies is a number from 25 to 10,000, not \(companies).")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let report = try await StopSignals.cancelling {
            let stage = try await openStage(user: session.user, time: session.time)
            do {
                let round = DemoRound(stage: stage, engine: try stage.enterEngine().engine)
                let report = try await round.play()
                await stage.close()
                return report
            } catch {
                await stage.close()
                throw error
            }
        }
        session.output.result(report.document, report.text)
        return report.isGood ? .done : .doneWithFailures
    }

    func openTerminal() throws -> ExitStatus {
        let (user, time) = (Operator.current, SystemTime())
        let stage = try ConsoleMain.standBy { try await openStage(user: user, time: time) }
        let room = try stage.enterEngine()
        let life = Task.detached { try await DemoLife(stage: stage, room: room).live() }
        var context = ConsoleContext.make(
            ledger: stage.ledger, partner: stage.partner, engine: .here(room), place: stage.place,
            user: user, time: time)
        context.greeting =
            "See 3 Failed. Second terminal: "
            + "export CWCONSOLE_STORE=\(stage.place.path)"
        Output(isJSON: true).message(context.greeting ?? "")
        return try look.show(context) {
            life.cancel()
            ConsoleMain.standBy {
                if case .failure(let error) = await life.result, !(error is CancellationError) {
                    _ = ErrorReport.report(error, to: Output(isJSON: false))
                }
                await room.stop(within: .seconds(2))
                await stage.close()
            }
        }
    }

    private func openStage(user: Operator, time: any TimeSource) async throws -> DemoStage {
        try await DemoStage.open(
            kept: common.store, isFresh: fresh, companies: companies, user: user, time: time)
    }
}
