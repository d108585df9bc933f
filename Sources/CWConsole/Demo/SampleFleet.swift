import IntegrationCore

/// A backed-up machine or tenant of a sample company.
struct SampleDevice: Sendable {
    /// Whose it is, its account, its name and kind, and the size of its backup.
    let company: SampleCompany, account: String, name: String, kind: DeviceKind, bytes: Int64

    /// Whether its company is mapped when the demo begins.
    var isMapped: Bool { company.number != SampleCompany.unmapped }

    /// Every machine of every company; the same for the same seed.
    static func fleet(seed: UInt64) -> [SampleDevice] {
        var dice = SeededDice(seed: seed)
        var devices: [SampleDevice] = []
        for company in SampleCompany.all {
            let names: [(String, DeviceKind)] = [
                ("DC01", .server), (dice.isLucky(percent: 60) ? "SQL01" : "FILE01", .server),
                ("VM-APP", .vm), ("M365", .saas), ("DESK-07", .workstation),
            ]
            for (name, kind) in names.prefix(2 + Int.random(in: 0...2, using: &dice)) {
                devices.append(
                    SampleDevice(
                        company: company, account: "EFS\(123_450_000 + devices.count)",
                        name: name, kind: kind,
                        bytes: Int64.random(in: 20_000_000_000...900_000_000_000, using: &dice)))
            }
        }
        return devices
    }

    /// The event of a run that ended at `end`.
    func run(
        _ result: BackupEvent.JobRun.Result, endedAt end: Timestamp, id: String,
        message: String? = nil
    ) -> BackupEvent {
        var event = BackupEvent(
            source: "northwind-backup", id: id, time: end,
            customer: .init(id: String(company.number), name: company.name),
            account: .init(id: account, name: name),
            device: .init(id: "\(account)-\(name)", name: name, kind: kind),
            fact: .job(
                BackupEvent.JobRun(
                    jobID: "nightly", jobName: "Nightly image", result: result,
                    startedAt: end - .seconds(1_260), endedAt: end, protectedBytes: bytes,
                    storedBytes: bytes * 2 / 5)),
            message: message)
        event.raw = event.line
        event.digest = event.decisionDigest
        return event
    }

    /// What backup products say when a run fails.
    static let complaints = [
        "VSS snapshot error 0x8004230f: the volume shadow copy provider reported an unexpected error",
        "Not enough space on “Backup Vault” (D:): 1.2 GB left, 14.8 GB needed",
        "The agent did not answer within 30 minutes; the machine may be switched off",
        "Sign-in to the mail tenant was refused: the app secret expired",
        "Verification failed: block 48113 does not match its checksum",
    ]
}
