import Foundation
import IntegrationCore
import Store

/// A small engine for the crash tests: takes events in, pushes until nothing waits, or repairs the
/// Managed IDs of all customers.
///
/// It dies where `CWCONSOLE_FAILPOINT` says, and its clock leaps to whatever is due next.
@main
struct ProbeMain {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let command = arguments.first, arguments.count >= 2 else { exit(2) }
        let ledger = try SQLiteLedger(path: arguments[2])
        switch command {
        case "ingest": try await ingest(arguments[3], ledger)
        case "repair", "resume", "undo": try await repair(command, ledger)
        default: try await push(ledger)
        }
    }

    private static func ingest(_ file: String, _ ledger: SQLiteLedger) async throws {
        let now = SystemTime().now()
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let events = try text.split(separator: "\n").map {
            try EventReader().read(Array($0.utf8), now: now)
        }
        for partner in try await ledger.partners() {
            _ = try await ledger.record(
                events, partner: partner.id, planner: EventPlanner(), now: now, dryRun: false)
        }
    }

    private static func push(_ ledger: SQLiteLedger) async throws {
        let time = LeapingTime()
        let engine = SyncEngine(
            ledger: ledger, access: .https(loop: CurlLoop()) { sealed, _ in Secret(sealed) },
            time: time, options: EngineOptions(owner: "probe \(getpid())"))
        let end = time.now() + .seconds(3_600)
        while true {
            try await engine.runUntilIdle()
            guard let due = try await ledger.nextDue(), due <= end, due > time.now() else { break }
            time.leap(to: due)
        }
    }
}
