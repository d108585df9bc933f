/// One thing that fails or succeeds over time; at most one open ticket each (product.md 5).
public struct SeriesKey: Hashable, Sendable {
    /// What distinguishes series of one customer.
    public enum Subject: Hashable, Sendable {
        /// A job on a device, an alert by its key, or the health of a device (or one job on it).
        case job(device: String, job: String, kind: JobKind)
        case alert(key: String)
        case status(device: String, job: String?)
    }

    /// The sending instance and its own customer id.
    public let source: String, customer: String
    /// What fails or succeeds.
    public let subject: Subject

    /// Makes a key; every part is non-empty by the event contract.
    public init(source: String, customer: String, subject: Subject) {
        self.source = source
        self.customer = customer
        self.subject = subject
    }

    /// The key as unambiguous text: parts cannot hold a line feed (printable ASCII only).
    public var canonical: String {
        let parts: [String] =
            switch subject {
            case .job(let device, let job, let kind): ["job", device, job, kind.rawValue]
            case .alert(let key): ["alert", key]
            case .status(let device, let job): ["status", device, job ?? ""]
            }
        return ([source, customer] + parts).joined(separator: "\n")
    }
}

/// What an event says about its series.
public enum SeriesSignal: Hashable, Sendable {
    /// It failed, it is well, or the event decides nothing.
    case failure(Severity), success, neutral
}

extension BackupEvent {
    /// The series the event belongs to; nil for usage and heartbeats.
    public var seriesKey: SeriesKey? {
        guard let customer else { return nil }
        let subject: SeriesKey.Subject
        switch fact {
        case .job(let run):
            guard let device else { return nil }
            subject = .job(device: device.id, job: run.jobID, kind: run.kind)
        case .alert(let alert):
            subject = .alert(key: alert.key)
        case .status(let status):
            guard let device else { return nil }
            subject = .status(device: device.id, job: status.jobID)
        case .usage, .heartbeat:
            return nil
        }
        return SeriesKey(source: source, customer: customer.id, subject: subject)
    }

    /// The moment that orders events of a series: the job's end, never the arrival (product.md 5).
    public var moment: Timestamp {
        switch fact {
        case .job(let run): run.endedAt
        case .status(let status): status.observedAt
        case .alert(let alert):
            (alert.state == .resolved ? alert.endedAt : alert.startedAt) ?? time
        case .usage(let usage): usage.asOf
        case .heartbeat(let heartbeat): heartbeat.observedAt ?? time
        }
    }
}
