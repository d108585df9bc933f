extension BackupEvent {
    /// The event as one line of the contract, for events that were not read from one.
    public var line: [UInt8] {
        var data: [String: JSONValue] = [:]
        data["customer"] = customer?.json
        data["account"] = account?.json
        data["device"] = device?.json
        data["message"] = message.map(JSONValue.string)
        data["url"] = url.map(JSONValue.string)
        data.merge(fact.members) { _, new in new }
        let envelope: JSONValue = [
            "specversion": "1.0", "id": .string(id), "source": .string(source),
            "type": .string(typeName), "time": time.json, "data": .object(data),
        ]
        return envelope.bytes
    }
}

extension BackupEvent.Fact {
    fileprivate var members: [String: JSONValue] {
        var data: [String: JSONValue] = [:]
        switch self {
        case .job(let run):
            data["job"] = run.job
            if run.runID != nil || run.willRetry {
                var members: [String: JSONValue] = ["willRetry": .bool(run.willRetry)]
                members["id"] = run.runID.map(JSONValue.string)
                data["run"] = .object(members)
            }
            data["result"] = .string(run.result.rawValue)
            data["startedAt"] = run.startedAt?.json
            data["endedAt"] = run.endedAt.json
            data["code"] = run.code.map(JSONValue.string)
            data["bytes"] = bytes(protected: run.protectedBytes, stored: run.storedBytes)
        case .status(let status):
            data["job"] = status.jobID.map { ["id": .string($0)] }
            data["health"] = .string(status.health.rawValue)
            data["reason"] = status.reason.map(JSONValue.string)
            data["observedAt"] = status.observedAt.json
            data["lastSuccessAt"] = status.lastSuccessAt?.json
            data["bytes"] = bytes(protected: nil, stored: status.storedBytes)
        case .alert(let alert):
            data["alert"] = [
                "key": .string(alert.key), "state": .string(alert.state.rawValue),
                "severity": .string(alert.severity.rawValue),
                "category": .string(alert.category.rawValue),
            ]
            data["startedAt"] = alert.startedAt?.json
            data["endedAt"] = alert.endedAt?.json
        case .usage(let usage):
            data["asOf"] = usage.asOf.json
            data["complete"] = .bool(usage.isComplete)
            data["services"] = .array(usage.services.map(\.json))
        case .heartbeat(let heartbeat):
            data["observedAt"] = heartbeat.observedAt?.json
            data["seen"] = heartbeat.seen.map(JSONValue.integer)
            data["errors"] = heartbeat.errors.map(JSONValue.integer)
        }
        return data
    }

    private func bytes(protected: Int64?, stored: Int64?) -> JSONValue? {
        guard protected != nil || stored != nil else { return nil }
        var members: [String: JSONValue] = [:]
        members["protected"] = protected.map(JSONValue.integer)
        members["stored"] = stored.map(JSONValue.integer)
        return .object(members)
    }
}

extension BackupEvent.Party {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["id": .string(id)]
        members["name"] = name.map(JSONValue.string)
        return .object(members)
    }
}

extension BackupEvent.Device {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["id": .string(id), "kind": .string(kind.rawValue)]
        members["name"] = name.map(JSONValue.string)
        return .object(members)
    }
}

extension BackupEvent.JobRun {
    fileprivate var job: JSONValue {
        var members: [String: JSONValue] = ["id": .string(jobID), "kind": .string(kind.rawValue)]
        members["name"] = jobName.map(JSONValue.string)
        return .object(members)
    }
}

extension BackupEvent.Usage.Service {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "service": .string(service), "metrics": .object(metrics.mapValues(JSONValue.integer)),
        ]
        members["plan"] = plan.map(JSONValue.string)
        return .object(members)
    }
}

extension Timestamp {
    fileprivate var json: JSONValue { .string(rfc3339) }
}
