import GRDB
import Glibc
import IntegrationCore
import Store

// Stores events and says after each commit how many there are; killed by a test, or by the kernel
// at an exact byte of a file (SIGXFSZ).
// Usage: storeprobe STORE                    stores for ever
//        storeprobe STORE refuse BYTES       the same; no file grows beyond BYTES, errors are said
//        storeprobe STORE checkpoint BYTES   400 events, then dies when the checkpoint has let the
//                                            store grow by BYTES
//        storeprobe STORE open BYTES         dies when opening has written BYTES to any file
guard let path = CommandLine.arguments.dropFirst().first else { exit(2) }
let mode = CommandLine.arguments.dropFirst(2).first ?? ""
let bytes = CommandLine.arguments.dropFirst(3).first.flatMap(rlim_t.init) ?? 0

/// Lets no file grow beyond a size; whoever tries is killed, or told when signals are ignored.
func limitFiles(to size: rlim_t) {
    // A thread pool's signal mask is handed down to the programs it starts.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGXFSZ)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    var limits = rlimit(rlim_cur: size, rlim_max: size)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
}

/// Moves the log into the store, as the ledger does when it closes.
func checkpoint(_ queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
}

func say(_ text: String) {
    let line = Array("\(text)\n".utf8)
    write(STDOUT_FILENO, line, line.count)
}

signal(SIGXFSZ, mode == "refuse" ? SIG_IGN : SIG_DFL)
let start = Timestamp(seconds: 1_790_000_000)
do {
    if mode == "open" { limitFiles(to: bytes) }
    let ledger = try SQLiteLedger(path: path)
    if mode == "open" {
        say("opened")
        exit(0)
    }
    if mode == "refuse" { limitFiles(to: bytes) }
    let known = try await ledger.partners().first
    let partner: Partner
    if let known {
        partner = known
    } else {
        partner = try await ledger.addPartner(
            name: "Probe", mode: .sandbox, by: Operator("probe"), now: start)
        _ = try await ledger.addRule(
            action: .synchronize, severities: Set(Severity.allCases), eventClasses: nil,
            partner: partner.id, by: Operator("probe"), now: start)
    }
    var number = try await ledger.overview(partner.id, now: start).events
    let last = mode == "checkpoint" ? number + 400 : .max
    while number < last {
        let events = (number..<number + 10).map { number in
            BackupEvent(
                source: "/probe", id: "e\(number)", time: start,
                customer: .init(id: "\(number % 7 + 1)"),
                device: .init(id: "d\(number % 50)"),
                fact: .job(.init(jobID: "j", result: .success, endedAt: start + .seconds(number))))
        }
        _ = try await ledger.record(
            events, partner: partner.id, planner: EventPlanner(), now: start, dryRun: false)
        number += 10
        say("\(number)")
    }
    var info = stat()
    guard stat(path, &info) == 0 else { exit(2) }
    limitFiles(to: rlim_t(info.st_size) + bytes)
    // On this thread: those of the ledger block the signal, and would only be told of the limit.
    let queue = try DatabaseQueue(path: path)
    try checkpoint(queue)
    say("closed")
} catch {
    say("refused: \(error)")
    exit(3)
}
