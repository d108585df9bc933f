/// How an event is named, weighed and told: its type, its severity and its sentence.
///
/// Pure functions of the event, so that log, rules, tickets and `--json` use the same words.
extension BackupEvent {
    /// The type of the event in the words of rules (domain guide 4).
    public var eventClass: EventClass {
        switch fact {
        case .job(let run): run.eventClass
        case .status: .serviceStatus
        case .alert(let alert): alert.category.eventClass
        case .usage: .usage
        case .heartbeat: .heartbeat
        }
    }

    /// How bad the event is; what is resolved is information again.
    public var severity: Severity {
        switch fact {
        case .job(let run): run.result.severity
        case .status(let status):
            switch status.health {
            case .critical: .error
            case .warning: .warning
            case .normal, .parked, .unknown: .info
            }
        case .alert(let alert): alert.state == .firing ? alert.severity : .info
        case .usage, .heartbeat: .info
        }
    }

    /// What happened, in one short sentence without the names of customer and device.
    public var information: String {
        let reason = message.flatMap { $0.isEmpty ? nil : ": \($0)" } ?? ""
        switch fact {
        case .job(let run):
            let retry = run.willRetry && run.result == .failed ? ", will be tried again" : ""
            return "\(run.kind.noun) \(run.result.verb)\(retry)\(reason)"
        case .status(let status):
            let words = status.reason.flatMap { $0.isEmpty ? nil : ": \($0)" } ?? reason
            return "Health is \(status.health.rawValue)\(words)"
        case .alert(let alert):
            let state = alert.state == .firing ? "" : " resolved"
            return "\(alert.category.noun)\(state)\(reason)"
        case .usage(let usage):
            let count = usage.services.count
            return "Usage of \(count) service\(count == 1 ? "" : "s") reported"
        case .heartbeat(let heartbeat):
            let errors = heartbeat.errors ?? 0
            return errors == 0 ? "Source is alive" : "Source is alive, with \(errors) errors"
        }
    }

    /// The name people know the subject by: the device, else the account, else the customer.
    public var subjectName: String {
        device?.name ?? device?.id ?? account?.name ?? account?.id ?? customer?.name
            ?? customer?.id ?? source
    }
}

extension BackupEvent.JobRun {
    fileprivate var eventClass: EventClass {
        guard kind.opensTickets else { return .otherJob }
        switch result {
        case .success: return .backupCompleted
        case .warning: return .backupWarning
        case .failed: return kind == .archive ? .archivingFailure : .backupFailure
        case .missed: return kind == .archive ? .archivingFailure : .backupMissed
        case .cancelled: return .backupCancelled
        case .skipped: return .backupSkipped
        }
    }
}

extension BackupEvent.JobRun.Result {
    fileprivate var severity: Severity {
        switch self {
        case .success, .cancelled, .skipped: .info
        case .warning: .warning
        case .failed, .missed: .error
        }
    }

    fileprivate var verb: String {
        switch self {
        case .success: "completed"
        case .warning: "completed with warnings"
        case .failed: "failed"
        case .cancelled: "was cancelled"
        case .skipped: "was skipped"
        case .missed: "was missed"
        }
    }
}

extension JobKind {
    fileprivate var noun: String {
        switch self {
        case .backup: "Backup"
        case .replication: "Replication"
        case .archive: "Archiving"
        case .verify: "Verification"
        case .config: "Configuration job"
        case .restore: "Restore"
        case .maintenance: "Maintenance job"
        case .other: "Job"
        }
    }
}

extension BackupEvent.Alert.Category {
    fileprivate var eventClass: EventClass {
        switch self {
        case .backup: .backupFailure
        case .archive: .archivingFailure
        case .quota: .diskUsage
        case .hardware: .hardwareFailure
        case .connectivity: .connectivity
        case .license: .license
        case .verification: .verification
        case .security: .security
        case .other: .otherAlert
        }
    }

    fileprivate var noun: String {
        switch self {
        case .backup: "Backup alert"
        case .archive: "Archiving alert"
        case .quota: "Disk usage alert"
        case .hardware: "Hardware alert"
        case .connectivity: "Connectivity alert"
        case .license: "License alert"
        case .verification: "Verification alert"
        case .security: "Security alert"
        case .other: "Alert"
        }
    }
}
