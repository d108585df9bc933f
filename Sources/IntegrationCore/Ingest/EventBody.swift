/// The `data` of an event, read by the definition of its type.
struct EventBody {
    let data: EventFields

    init(_ data: EventFields) { self.data = data }

    /// The event; `digest` and `raw` are the reader's business.
    func event(
        type: String, source: String, id: String, time: Timestamp
    ) throws(EventRejection) -> BackupEvent {
        guard type != "source.heartbeat.v1" else {
            let heartbeat = BackupEvent.Heartbeat(
                observedAt: try data.time("observedAt"), seen: try data.count("seen"),
                errors: try data.count("errors"))
            return BackupEvent(
                source: source, id: id, time: time, customer: nil, fact: .heartbeat(heartbeat),
                message: try data.text("message", 0...8_192))
        }
        let fact: BackupEvent.Fact
        var device: BackupEvent.Device?
        switch type {
        case "backup.job.finished.v1":
            device = try data.required("device", self.device())
            fact = .job(try jobRun())
        case "backup.status.v1":
            device = try data.required("device", self.device())
            fact = .status(try status())
        case "backup.alert.v1":
            device = try self.device()
            fact = .alert(try alert())
        case "usage.snapshot.v1":
            fact = .usage(try usage())
        default:
            throw EventRejection(
                "unsupported-type: \"\(type)\" is not a type of this program's event contract.")
        }
        try checkVendor()
        let told = type != "usage.snapshot.v1"
        return BackupEvent(
            source: source, id: id, time: time,
            customer: try data.required("customer", party("customer")),
            account: try party("account"), device: device, fact: fact,
            message: told ? try data.text("message", 0...8_192) : nil,
            url: told ? try data.address("url") : nil)
    }

    private func party(_ name: String) throws(EventRejection) -> BackupEvent.Party? {
        guard let fields = try data.object(name) else { return nil }
        return BackupEvent.Party(
            id: try fields.required("id", fields.identifier("id")),
            name: try fields.text("name", 1...256))
    }

    private func device() throws(EventRejection) -> BackupEvent.Device? {
        guard let fields = try data.object("device") else { return nil }
        _ = try fields.text("os", 1...128)
        _ = try fields.text("serial", 1...128)
        return BackupEvent.Device(
            id: try fields.required("id", fields.identifier("id")),
            name: try fields.text("name", 1...256),
            kind: try fields.word("kind", DeviceKind.self) ?? .unknown)
    }

    private func job() throws(EventRejection) -> (id: String, name: String?, kind: JobKind)? {
        guard let fields = try data.object("job") else { return nil }
        _ = try fields.text("target", 1...256)
        return (
            try fields.required("id", fields.identifier("id")), try fields.text("name", 1...256),
            try fields.word("kind", JobKind.self) ?? .backup
        )
    }

    private func bytes() throws(EventRejection) -> [String: Int64] {
        _ = try data.counts("counts", ["files", "errors", "warnings", "mailboxes", "vms"])
        return try data.counts("bytes", ["protected", "processed", "transferred", "stored"]) ?? [:]
    }

    private func jobRun() throws(EventRejection) -> BackupEvent.JobRun {
        let job = try data.required("job", self.job())
        let run = try data.object("run")
        _ = try run?.count("attempt", 1...1_000)
        _ = try data.time("recoveryPointAt")
        let bytes = try bytes()
        return BackupEvent.JobRun(
            jobID: job.id, jobName: job.name, kind: job.kind, runID: try run?.identifier("id"),
            willRetry: try run?.flag("willRetry") ?? false,
            result: try data.required(
                "result", data.word("result", BackupEvent.JobRun.Result.self)),
            startedAt: try data.time("startedAt"),
            endedAt: try data.required("endedAt", data.time("endedAt")),
            protectedBytes: bytes["protected"], storedBytes: bytes["stored"],
            code: try data.text("code", 1...64))
    }

    private func status() throws(EventRejection) -> BackupEvent.Status {
        for name in ["changedAt", "lastLocalAt", "lastOffsiteAt", "verifiedAt"] {
            _ = try data.time(name)
        }
        _ = try data.flag("verified")
        return BackupEvent.Status(
            jobID: try job()?.id,
            health: try data.required(
                "health", data.word("health", BackupEvent.Status.Health.self)),
            reason: try data.text("reason", 1...128),
            observedAt: try data.required("observedAt", data.time("observedAt")),
            lastSuccessAt: try data.time("lastSuccessAt"), storedBytes: try bytes()["stored"])
    }

    private func alert() throws(EventRejection) -> BackupEvent.Alert {
        let fields = try data.required("alert", data.object("alert"))
        return BackupEvent.Alert(
            key: try fields.required("key", fields.identifier("key")),
            state: try fields.required("state", fields.word("state", BackupEvent.Alert.State.self)),
            severity: try fields.required("severity", fields.word("severity", Severity.self)),
            category: try fields.word("category", BackupEvent.Alert.Category.self) ?? .other,
            startedAt: try data.time("startedAt"), endedAt: try data.time("endedAt"))
    }

    private func usage() throws(EventRejection) -> BackupEvent.Usage {
        guard let list = data.members["services"] else {
            throw EventRejection("data.services: is missing.")
        }
        guard let elements = list.array, (1...64).contains(elements.count) else {
            throw EventRejection("data.services: must be a list of 1 to 64 services.")
        }
        var services: [BackupEvent.Usage.Service] = []
        for (index, element) in elements.enumerated() {
            services.append(try service(element, path: "data.services[\(index)]"))
        }
        return BackupEvent.Usage(
            asOf: try data.required("asOf", data.time("asOf")),
            isComplete: try data.flag("complete") ?? true, services: services)
    }

    private func service(
        _ value: JSONValue, path: String
    ) throws(EventRejection) -> BackupEvent.Usage.Service {
        let fields = try EventFields(value, path: path)
        let name = try fields.required("service", fields.text("service", 1...64))
        guard name.utf8.first.map({ Self.isKeyByte($0, isFirst: true) }) == true,
            name.utf8.allSatisfy({ Self.isKeyByte($0, isFirst: false) })
        else {
            throw EventRejection(
                "\(path).service: may hold a-z, 0-9, dot, dash and underscore only.")
        }
        let known = [
            "storageBytes", "protectedBytes", "servers", "workstations", "vms", "mailboxes",
            "seats",
        ]
        let metrics = try fields.required("metrics", fields.counts("metrics", known))
        guard !metrics.isEmpty else {
            throw EventRejection("\(path).metrics: needs at least one quantity.")
        }
        return BackupEvent.Usage.Service(
            service: name, plan: try fields.text("plan", 1...64), metrics: metrics)
    }

    private static func isKeyByte(_ byte: UInt8, isFirst: Bool) -> Bool {
        if (97...122).contains(byte) || (48...57).contains(byte) { return true }
        return !isFirst && (byte == 45 || byte == 46 || byte == 95)
    }

    private func checkVendor() throws(EventRejection) {
        guard let vendor = data.members["vendor"] else { return }
        guard vendor.object != nil else { throw EventRejection("data.vendor: must be an object.") }
        guard vendor.text.utf8.count <= 16_384 else {
            throw EventRejection("data.vendor: has at most 16,384 bytes.")
        }
    }
}
