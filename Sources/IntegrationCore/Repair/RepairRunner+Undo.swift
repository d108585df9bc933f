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
            do {
                var made: Int64?
                switch record.progress[safe: index] {
                case .done(let id): made = id
                case .sent:
                    // A create whose answer was lost is looked for; the others show below.
                    made = try await found(step, in: record)?.made
                case .planned, .undone, nil: continue
                }
                try Task.checkCancellation()
                try await takeBack(step, made: made)
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

    private func takeBack(_ step: RepairStep, made: Int64?) async throws(ConnectWiseError) {
        switch step.method {
        case .get: return
        case .post:
            guard let made else { return }
            do {
                _ = try await site.perform(.delete, "\(step.path)/\(made)", body: nil)
            } catch  where error.verdict == .notFound {
                return
            }
        case .patch:
            guard let before = step.before else { return }
            let operations = step.changes.map { change -> JSONValue in
                [
                    "op": "replace", "path": .string(change.field),
                    "value": before[change.field] ?? .null,
                ]
            }
            _ = try await site.perform(.patch, step.path, body: .array(operations))
        case .delete:
            guard var members = step.before?.object, let end = step.path.lastIndex(of: "/")
            else { return }
            members["id"] = nil
            let (list, body) = (String(step.path[..<end]), JSONValue.object(members))
            let rows = try await site.readList(path: list) ?? []
            if rows.contains(where: { Optional($0).carries(body) }) { return }
            do {
                _ = try await site.perform(.post, list, body: body)
            } catch  where error.verdict == .unknown {
                let rows = try await site.readList(path: list) ?? []
                guard rows.contains(where: { Optional($0).carries(body) }) else { throw error }
            }
        }
    }
}

extension Array {
    /// The element at an index; nil when there is none.
    fileprivate subscript(safe index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
