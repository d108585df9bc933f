extension RepairRunner {
    /// Takes a repair back, last step first: deletes what it made, puts back what it changed or
    /// deleted as `before` says.
    ///
    /// A record of which an equal one is there is not put back twice: that is how an undo that was
    /// interrupted itself goes on without doubling anything. When ConnectWise refuses here too, the
    /// repair ends as stopped, so that what is there now can be checked and repaired anew.
    public func undo(_ record: RepairRecord) async throws -> RepairRecord {
        var record = record
        // What never began is given up first: from here on `resume` goes this way too.
        for index in record.plan.steps.indices where record.progress[safe: index] == .planned {
            try await mark(&record, index, .undone)
        }
        for (index, step) in record.plan.steps.enumerated().reversed() {
            guard let progress = record.progress[safe: index], progress != .undone else { continue }
            do {
                if let request = try await request(thatTakesBack: step, progress, in: record) {
                    try Task.checkCancellation()
                    try await takeBack(request)
                }
                Failpoint.hit("undo-answered")
                try await mark(&record, index, .undone)
                Failpoint.hit("undo-done")
            } catch let error as ConnectWiseError {
                try Task.checkCancellation()
                return try await end(record, .stopped, Failure(error, at: step))
            }
        }
        return try await end(record, .undone)
    }

    /// The requests that would take a repair back now, in order; only reads.
    public func requests(
        thatTakeBack record: RepairRecord
    ) async throws(ConnectWiseError) -> [RepairStep] {
        var requests: [RepairStep] = []
        for (index, step) in record.plan.steps.enumerated().reversed() {
            guard let progress = record.progress[safe: index],
                let request = try await request(
                    thatTakesBack: step, progress, in: record, after: requests)
            else { continue }
            requests.append(request)
        }
        return requests
    }

    /// The request that takes a step back; nil when nothing of it is there, `earlier` requests
    /// that are still to be sent counted in.
    private func request(
        thatTakesBack step: RepairStep, _ progress: RepairRecord.Progress,
        in record: RepairRecord, after earlier: [RepairStep] = []
    ) async throws(ConnectWiseError) -> RepairStep? {
        var made: Int64?
        switch progress {
        case .planned, .undone: return nil
        case .done(let id): made = id
        case .sent:
            // A create whose answer was lost is looked for; the others show below.
            made = try await found(step, in: record)?.made
        }
        let purpose = "takes back: \(step.purpose)"
        switch step.method {
        case .get: return nil
        case .post:
            return made.map { RepairStep(.delete, "\(step.path)/\($0)", purpose: purpose) }
        case .patch:
            guard let before = step.before else { return nil }
            let operations = step.changes.map { change -> JSONValue in
                [
                    "op": "replace", "path": .string(change.field),
                    "value": before[change.field] ?? .null,
                ]
            }
            return RepairStep(.patch, step.path, body: .array(operations), purpose: purpose)
        case .delete:
            guard var members = step.before?.object, let end = step.path.lastIndex(of: "/")
            else { return nil }
            members["id"] = nil
            let (list, body) = (String(step.path[..<end]), JSONValue.object(members))
            return try await isThere(body, in: list, after: earlier)
                ? nil : RepairStep(.post, list, body: body, purpose: purpose)
        }
    }

    /// Makes a request that takes something back; what is so already is no error.
    private func takeBack(_ request: RepairStep) async throws(ConnectWiseError) {
        do {
            _ = try await site.perform(request.method, request.path, body: request.body)
        } catch {
            switch request.method {
            case .delete where error.verdict == .notFound: return
            case .post where error.verdict == .unknown:
                guard try await isThere(request.body ?? .null, in: request.path) else {
                    throw error
                }
            default: throw error
            }
        }
    }

    private func isThere(
        _ body: JSONValue, in list: String, after earlier: [RepairStep] = []
    ) async throws(ConnectWiseError) -> Bool {
        // Of two equal records one is put back: the second finds its equal there.
        if earlier.contains(where: { ($0.method, $0.path, $0.body) == (.post, list, body) }) {
            return true
        }
        let gone = Set(earlier.filter { $0.method == .delete }.map(\.path))
        let rows = try await site.readList(path: list) ?? []
        return rows.contains { row in
            !gone.contains("\(list)/\(row["id"].wholeNumber ?? 0)") && Optional(row).carries(body)
        }
    }
}

extension Array {
    /// The element at an index; nil when there is none.
    fileprivate subscript(safe index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
