import Foundation
import IntegrationCore

/// A spool directory: `new` is read in the order of the names, then moved to `done` or `bad`.
///
/// A crash between the commit and the move is harmless, because events are known by their ids.
struct Spool: Sendable {
    private let directory: String

    /// Makes the directories that are missing, and warns when others can write to them.
    init(directory: String, output: Output) throws {
        self.directory = directory
        for folder in ["tmp", "new", "done", "bad"] {
            let path = "\(directory)/\(folder)"
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            } catch {
                throw Problem.usage(
                    "The spool directory \(path) cannot be made: \(error.localizedDescription)")
            }
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            if let mode = mode as? Int, mode & 0o022 != 0 {
                output.message(
                    "Other users can write to \(path), so anybody can send events. "
                        + "Run: chmod go-w \(path)")
            }
        }
    }

    /// Takes in what is there, then what comes, looking every two seconds, until stopped.
    func watch(
        with intake: Intake, _ progress: ProgressLine, _ session: Session
    ) async throws -> ExitStatus {
        let collected = Collector()
        do {
            try await StopSignals.cancelling {
                session.output.message("Watching \(directory)/new. Stop with Ctrl-C or SIGTERM.")
                while true {
                    for name in try await names() {
                        let tally = try await take(name, with: intake)
                        progress.clear()
                        collected.add(tally)
                        session.output.line("\(name): \(tally.sentence)")
                    }
                    try await session.time.sleep(until: session.time.now() + .seconds(2))
                }
            }
        } catch is CancellationError {}
        let total = collected.total
        session.output.result(total.document, "Stopped: \(total.sentence)")
        return total.status
    }

    private func names() async throws -> [String] {
        let path = "\(directory)/new"
        return try await OwnThread.run {
            try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { !$0.hasPrefix(".") }.sorted()
        }
    }

    private func take(_ name: String, with intake: Intake) async throws -> IngestTally {
        let tally = try await intake.take("\(directory)/new/\(name)")
        if intake.isDryRun { return tally }
        let folder = tally.status == .done ? "done" : "bad"
        let target = "\(directory)/\(folder)/\(name)"
        let source = "\(directory)/new/\(name)"
        let document = tally.document.text
        try await OwnThread.run {
            if folder == "bad" {
                try Data(document.utf8).write(to: URL(fileURLWithPath: "\(target).reason.json"))
            }
            guard rename(source, target) == 0 else {
                throw Problem.usage(
                    "\(source) cannot be moved to \(target): \(String(cString: strerror(errno)))")
            }
        }
        return tally
    }
}
