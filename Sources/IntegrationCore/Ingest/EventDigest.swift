internal import Cryptography

extension BackupEvent {
    /// The name of the event's type in the contract.
    public var typeName: String {
        switch fact {
        case .job: "backup.job.finished.v1"
        case .status: "backup.status.v1"
        case .alert: "backup.alert.v1"
        case .usage: "usage.snapshot.v1"
        case .heartbeat: "source.heartbeat.v1"
        }
    }

    /// SHA-256 over the fields that decide what happens (sources guide 2.4).
    ///
    /// A changed name, size or message in an overlapping poll is no conflict, so none is in it.
    public var decisionDigest: [UInt8] {
        var parts: [String?] = [typeName, customer?.id, account?.id, device?.id]
        switch fact {
        case .job(let run):
            parts += [run.jobID, run.kind.rawValue, run.runID, run.result.rawValue]
            parts += [run.startedAt?.decisive, run.endedAt.decisive]
        case .status(let status):
            parts += [status.jobID, status.health.rawValue, status.observedAt.decisive]
        case .alert(let alert):
            parts += [alert.key, alert.state.rawValue, alert.severity.rawValue]
            parts += [alert.category.rawValue, alert.startedAt?.decisive, alert.endedAt?.decisive]
        case .usage(let usage):
            parts += [usage.asOf.decisive, usage.isComplete ? "complete" : "partial"]
            for service in usage.services {
                parts += [service.service, service.plan]
                parts += service.metrics.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            }
        case .heartbeat(let heartbeat):
            parts += [heartbeat.observedAt?.decisive]
        }
        // Each part is led by its length, so that no two lists of parts read the same.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        for part in parts {
            guard let part else {
                bytes.append(UInt8(ascii: "-"))
                continue
            }
            bytes.append(contentsOf: String(part.utf8.count).utf8)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(contentsOf: part.utf8)
        }
        return SHA256.digest(bytes)
    }
}

extension Timestamp {
    fileprivate var decisive: String { String(microseconds) }
}
