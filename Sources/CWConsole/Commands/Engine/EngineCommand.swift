import ArgumentParser
import IntegrationCore

/// `engine`: pushes without a screen, until stopped or until nothing is due.
struct EngineCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine", abstract: "Run pushes without a screen until stopped.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .support }
    @Flag(help: "Push what is due now, then end.")
    var once = false

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let room: EngineRoom
        switch try EngineRoom.enter(ledger, place: session.storePlace, time: session.time) {
        case .here(let entered): room = entered
        case .taken(let holder):
            throw Problem.usage(
                "The engine of \(session.storePlace.path) runs already (\(holder)). "
                    + "Stop that one first, or leave the work to it.")
        }
        return once
            ? try await pushOnce(room.engine, ledger, session)
            : try await pushUntilStopped(room, ledger, session)
    }

    private func pushOnce(
        _ engine: SyncEngine, _ ledger: any Ledger, _ session: Session
    ) async throws -> ExitStatus {
        let summary = try await StopSignals.cancelling { try await engine.runUntilIdle() }
        await engine.stop()
        session.output.result(summary.document, summary.sentence)
        return try await summary.status(ledger, session)
    }

    private func pushUntilStopped(
        _ room: EngineRoom, _ ledger: any Ledger, _ session: Session
    ) async throws -> ExitStatus {
        let events = room.engine.events()
        let pushes = try await StopSignals.cancelling {
            session.output.message("The engine runs. Stop it with Ctrl-C or SIGTERM.")
            try await room.start()
            var total = 0
            var isTold = true
            for await event in events {
                switch event {
                case .started: break
                case .finished: (total, isTold) = (total + 1, false)
                case .circuitOpened(let partner): try await tellHeld(partner, ledger, session)
                case .idle where !isTold:
                    isTold = true
                    session.output.line(
                        "\(session.time.now().rfc3339Seconds) \(total) pushes so far; idle")
                case .idle: break
                }
            }
            return total
        }
        await room.stop(within: .seconds(15))
        session.output.result(["pushes": .count(pushes)], "Stopped after \(pushes) pushes.")
        return .done
    }

    private func tellHeld(
        _ id: RowID<Partner>, _ ledger: any Ledger, _ session: Session
    ) async throws {
        let partner = try await ledger.partners().first { $0.id == id }
        if let sentence = partner?.heldSentence { session.output.message(sentence) }
    }
}
