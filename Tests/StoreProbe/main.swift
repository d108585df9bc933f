import Glibc
import IntegrationCore
import Store

// Stores events for ever and says after each commit how many there are; killed by a test.
// Usage: storeprobe STORE [FILE-SIZE-LIMIT]
signal(SIGXFSZ, SIG_IGN)
guard let path = CommandLine.arguments.dropFirst().first else { exit(2) }
let start = Timestamp(seconds: 1_790_000_000)
do {
    let ledger = try SQLiteLedger(path: path)
    if let limit = CommandLine.arguments.dropFirst(2).first.flatMap(rlim_t.init) {
        var limits = rlimit(rlim_cur: limit, rlim_max: limit)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
    }
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
    while true {
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
        let line = Array("\(number)\n".utf8)
        write(STDOUT_FILENO, line, line.count)
    }
} catch {
    let line = Array("refused: \(error)\n".utf8)
    write(STDOUT_FILENO, line, line.count)
    exit(3)
}
