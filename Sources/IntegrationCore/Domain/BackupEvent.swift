/// One fact received from a source, validated against `backup-event.v1`, immutable.
public struct BackupEvent: Hashable, Sendable {
    /// A customer or account as its source names it.
    public struct Party: Hashable, Sendable {
        /// 1 to 128 printable ASCII characters, and a name of at most 256 characters.
        public var id: String, name: String?

        /// Makes a party.
        public init(id: String, name: String? = nil) {
            self.id = id
            self.name = name
        }
    }

    /// The machine or tenant the fact is about.
    public struct Device: Hashable, Sendable {
        /// The source's id, its name and its kind.
        public var id: String, name: String?, kind: DeviceKind

        /// Makes a device.
        public init(id: String, name: String? = nil, kind: DeviceKind = .unknown) {
            self.id = id
            self.name = name
            self.kind = kind
        }
    }

    /// Identity is (source, id); the same pair with another digest is a conflict.
    public var source: String, id: String
    /// The envelope's time.
    public var time: Timestamp
    /// Absent only from heartbeats.
    public var customer: Party?
    /// The backed-up computer or tenant, when the source has such a thing.
    public var account: Party?
    /// The device, where the type has one.
    public var device: Device?
    /// What happened.
    public var fact: Fact
    /// The source's own words, stripped of control characters by the sanitiser when shown.
    public var message: String?
    /// A link for people; never fetched.
    public var url: String?
    /// SHA-256 over the decision fields (sources guide 2.4), 32 bytes.
    public var digest: [UInt8]
    /// The line as it was received, for the detail view.
    public var raw: [UInt8]

    /// Makes an event; validation is `EventReader`'s business.
    public init(
        source: String, id: String, time: Timestamp, customer: Party?, account: Party? = nil,
        device: Device? = nil, fact: Fact, message: String? = nil, url: String? = nil,
        digest: [UInt8] = [], raw: [UInt8] = []
    ) {
        self.source = source
        self.id = id
        self.time = time
        self.customer = customer
        self.account = account
        self.device = device
        self.fact = fact
        self.message = message
        self.url = url
        self.digest = digest
        self.raw = raw
    }
}

extension BackupEvent {
    /// The five types of event (sources guide 2.2).
    public enum Fact: Hashable, Sendable {
        /// `backup.job.finished.v1`, `backup.status.v1`, `backup.alert.v1`,
        /// `usage.snapshot.v1` and `source.heartbeat.v1`.
        case job(JobRun), status(Status), alert(Alert), usage(Usage), heartbeat(Heartbeat)
    }

    /// One run of one job.
    public struct JobRun: Hashable, Sendable {
        /// How a run ended.
        public enum Result: String, Sendable, Codable, CaseIterable {
            /// The results of the event contract.
            case success, warning, failed, cancelled, skipped, missed
        }

        /// The job's id and name.
        public var jobID: String, jobName: String?
        /// What the job does.
        public var kind: JobKind
        /// The run's id; a later end with the same id updates the run.
        public var runID: String?
        /// The source will try again by itself.
        public var willRetry: Bool
        /// How it ended.
        public var result: Result
        /// When it began and ended.
        public var startedAt: Timestamp?, endedAt: Timestamp
        /// Bytes, 0 to 2^53-1.
        public var protectedBytes, storedBytes: Int64?
        /// The source's code of the failure.
        public var code: String?

        /// Makes a run.
        public init(
            jobID: String, jobName: String? = nil, kind: JobKind = .backup, runID: String? = nil,
            willRetry: Bool = false, result: Result, startedAt: Timestamp? = nil,
            endedAt: Timestamp, protectedBytes: Int64? = nil, storedBytes: Int64? = nil,
            code: String? = nil
        ) {
            self.jobID = jobID
            self.jobName = jobName
            self.kind = kind
            self.runID = runID
            self.willRetry = willRetry
            self.result = result
            self.startedAt = startedAt
            self.endedAt = endedAt
            self.protectedBytes = protectedBytes
            self.storedBytes = storedBytes
            self.code = code
        }
    }

    /// Health of a device or job at a moment.
    public struct Status: Hashable, Sendable {
        /// The healths of the event contract.
        public enum Health: String, Sendable, Codable, CaseIterable {
            /// Parked and unknown open and close nothing.
            case normal, warning, critical, parked, unknown
        }

        /// The job, when the health is of one job only.
        public var jobID: String?
        /// The health, its reason and the moment of observation.
        public var health: Health, reason: String?, observedAt: Timestamp
        /// When the last good backup ended, as far as the source knows.
        public var lastSuccessAt: Timestamp?
        /// Bytes stored, 0 to 2^53-1.
        public var storedBytes: Int64?

        /// Makes a status.
        public init(
            jobID: String? = nil, health: Health, reason: String? = nil, observedAt: Timestamp,
            lastSuccessAt: Timestamp? = nil, storedBytes: Int64? = nil
        ) {
            self.jobID = jobID
            self.health = health
            self.reason = reason
            self.observedAt = observedAt
            self.lastSuccessAt = lastSuccessAt
            self.storedBytes = storedBytes
        }
    }

    /// Anything that fires and resolves.
    public struct Alert: Hashable, Sendable {
        /// Firing or resolved.
        public enum State: String, Sendable, Codable, CaseIterable {
            /// The states of the event contract.
            case firing, resolved
        }

        /// What the alert is about.
        public enum Category: String, Sendable, Codable, CaseIterable {
            /// The categories of the event contract.
            case backup, archive, quota, hardware, connectivity, license, verification
            case security, other
        }

        /// The key that firing and resolving share.
        public var key: String
        /// State, severity and category.
        public var state: State, severity: Severity, category: Category
        /// When it fired and resolved.
        public var startedAt: Timestamp?, endedAt: Timestamp?

        /// Makes an alert.
        public init(
            key: String, state: State, severity: Severity, category: Category = .other,
            startedAt: Timestamp? = nil, endedAt: Timestamp? = nil
        ) {
            self.key = key
            self.state = state
            self.severity = severity
            self.category = category
            self.startedAt = startedAt
            self.endedAt = endedAt
        }
    }

    /// Absolute quantities of one customer at a moment.
    public struct Usage: Hashable, Sendable {
        /// One service's quantities: bytes and counts, 0 to 2^53-1, by metric name.
        public struct Service: Hashable, Sendable, Codable {
            /// The service key, like `online-backup-basic`, and the plan.
            public var service: String, plan: String?
            /// Quantities by metric name (`storageBytes`, `servers`, …).
            public var metrics: [String: Int64]

            /// Makes a service's usage.
            public init(service: String, plan: String? = nil, metrics: [String: Int64]) {
                self.service = service
                self.plan = plan
                self.metrics = metrics
            }
        }

        /// The moment of the snapshot.
        public var asOf: Timestamp
        /// Whether services that are not listed are gone.
        public var isComplete: Bool
        /// 1 to 64 services.
        public var services: [Service]

        /// Makes a snapshot.
        public init(asOf: Timestamp, isComplete: Bool = true, services: [Service]) {
            self.asOf = asOf
            self.isComplete = isComplete
            self.services = services
        }
    }

    /// The source was read or is alive.
    public struct Heartbeat: Hashable, Sendable {
        /// When, how many facts were seen, and how many errors met.
        public var observedAt: Timestamp?, seen: Int64?, errors: Int64?

        /// Makes a heartbeat.
        public init(observedAt: Timestamp? = nil, seen: Int64? = nil, errors: Int64? = nil) {
            self.observedAt = observedAt
            self.seen = seen
            self.errors = errors
        }
    }
}

/// How bad an event is; ordered.
public enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    /// Information, warning, error.
    case info, warning, error

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// The type of an event as operators and rules name it (domain guide 4).
public enum EventClass: String, Sendable, Codable, CaseIterable {
    /// Job results; the raw value is the name in rules, in `externalXRef` and in `--json`.
    case backupCompleted = "BackupCompleted"
    case backupWarning = "BackupWarning"
    case backupFailure = "BackupFailure"
    case backupMissed = "BackupMissed"
    case backupCancelled = "BackupCancelled"
    case backupSkipped = "BackupSkipped"
    case archivingFailure = "ArchivingFailure"
    case otherJob = "OtherJob"
    case serviceStatus = "ServiceStatus"
    case diskUsage = "DiskUsage"
    case hardwareFailure = "HardwareFailure"
    case connectivity = "Connectivity"
    case license = "License"
    case verification = "Verification"
    case security = "Security"
    case otherAlert = "OtherAlert"
    case usage = "Usage"
    case heartbeat = "Heartbeat"
}
