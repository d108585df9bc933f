extension BackupEvent {
    /// What the event says about its series (product.md 5).
    public var signal: SeriesSignal {
        switch fact {
        case .job(let run):
            guard run.kind.opensTickets else { return .neutral }
            switch run.result {
            case .success: return .success
            case .cancelled, .skipped: return .neutral
            case .warning, .failed, .missed:
                return run.willRetry ? .neutral : .failure(severity)
            }
        case .status(let status):
            switch status.health {
            case .normal: return .success
            case .warning, .critical: return .failure(severity)
            case .parked, .unknown: return .neutral
            }
        case .alert(let alert):
            return alert.state == .firing ? .failure(alert.severity) : .success
        case .usage, .heartbeat:
            return .neutral
        }
    }

    /// Why a job that did not end well opens no ticket; nil when it may, or when it ended well.
    var reasonToOpenNothing: String? {
        guard case .job(let run) = fact else { return nil }
        switch run.result {
        case .success:
            return nil
        case .cancelled:
            return "The job was cancelled; cancelled jobs open no ticket."
        case .skipped:
            return "The job was skipped by its source; skipped jobs open no ticket."
        case .warning, .failed, .missed:
            if !run.kind.opensTickets {
                return "Jobs of the kind \(run.kind.rawValue) open no ticket."
            }
            return run.willRetry ? "The source will try again by itself." : nil
        }
    }
}
