import Glibc
import IntegrationCore

/// Takes lines in: read and checked on a thread of its own, stored in groups.
struct Intake: Sendable {
    /// Where the events go, and whose they are.
    let ledger: any Ledger, partner: RowID<Partner>
    /// The clock; whether nothing is kept.
    let time: any TimeSource, isDryRun: Bool
    /// Hears of every stored group, and what share of the file is read, where that is known.
    let progress: @Sendable (IngestTally, Double?) -> Void

    /// The most events of one transaction.
    private static let group = 1_000

    /// A group of lines, read and checked.
    private struct Batch: Sendable {
        var events: [BackupEvent] = [], lines: [Int] = []
        var rejected: [IngestTally.Rejection] = []
    }

    /// Takes a file in; `-` is standard input.
    func take(_ path: String) async throws -> IngestTally {
        let descriptor = try Self.open(path)
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        let size = Self.size(of: descriptor)
        var tally = IngestTally()
        let (time, source) = (time, LinePump(descriptor: descriptor))
        var batch = try await OwnThread.run { try Self.read(from: source, time: time) }
        while let current = batch {
            // The next group is read while this one is stored: two cores, two halves of the work.
            async let next = OwnThread.run { try Self.read(from: source, time: time) }
            tally += try await store(current)
            progress(tally, size.map { Double(source.bytesRead) / Double($0) })
            batch = try await next
            try Task.checkCancellation()
        }
        return tally
    }

    private func store(_ batch: Batch) async throws -> IngestTally {
        var tally = IngestTally()
        tally.rejected = batch.rejected
        let answers = try await ledger.record(
            batch.events, partner: partner, planner: EventPlanner(), now: time.now(),
            dryRun: isDryRun)
        for ((answer, event), line) in zip(zip(answers, batch.events), batch.lines) {
            switch answer {
            case .accepted: tally.accepted += 1
            case .duplicate: tally.duplicate += 1
            case .conflict: tally.conflict += 1
            case .rejected(let reason):
                tally.rejected.append(.init(line: line, reason: reason, text: event.raw))
            }
        }
        tally.rejected.sort { $0.line < $1.line }
        return tally
    }

    /// The next group; nil at the end.
    private static func read(from source: LinePump, time: any TimeSource) throws -> Batch? {
        let reader = EventReader()
        let now = time.now()
        var batch = Batch()
        var count = 0
        // A slow sender is not kept waiting for a full group: what is there is stored.
        while count < group, count == 0 || source.isReady, let line = try source.next() {
            count += 1
            switch line {
            case .tooLong(let number):
                batch.rejected.append(
                    .init(
                        line: number,
                        reason: "too-large: the line has more than \(LineSource.longest) bytes.",
                        text: []))
            case .text(let text, let number):
                if text.allSatisfy({ $0 == 32 || $0 == 9 }) { continue }
                do throws(EventRejection) {
                    batch.events.append(try reader.read(text, now: now))
                    batch.lines.append(number)
                } catch {
                    batch.rejected.append(
                        .init(line: number, reason: error.description, text: text))
                }
            }
        }
        return count == 0 ? nil : batch
    }

    /// The size of an ordinary file that is not empty.
    private static func size(of descriptor: Int32) -> Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return status.st_size > 0 ? Int(status.st_size) : nil
    }

    private static func open(_ path: String) throws -> Int32 {
        if path == "-" { return STDIN_FILENO }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Problem.usage(
                "The file \(path) cannot be read: \(String(cString: strerror(errno))). "
                    + "Check its name and rights.")
        }
        return descriptor
    }
}
