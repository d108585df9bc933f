/// Reads about each of many records, several at once behind the client's gate and with patience.
struct BulkReader: Sendable {
    let time: any TimeSource, parallel: Int

    init(time: any TimeSource, parallel: Int = 8) {
        self.time = time
        self.parallel = max(1, parallel)
    }

    /// Reads, and hands over each answer as it comes.
    ///
    /// One record's error never stops the others; a refused sign-in stops all, and so does
    /// cancelling the task.
    func read<Item: Sendable, Value: Sendable>(
        _ items: [Item],
        one: @escaping @Sendable (Item) async throws(ConnectWiseError) -> Value,
        take: (Item, Result<Value, Failure>) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (Item, Result<Value, Failure>).self) { group in
            var rest = items[...]
            func begin(_ item: Item) {
                group.addTask { (item, try await attempt(item, one)) }
            }
            for item in rest.prefix(parallel) { begin(item) }
            rest = rest.dropFirst(parallel)
            while let (item, answer) = try await group.next() {
                if let next = rest.popFirst() { begin(next) }
                try await take(item, answer)
            }
        }
    }

    private func attempt<Item: Sendable, Value: Sendable>(
        _ item: Item, _ one: @Sendable (Item) async throws(ConnectWiseError) -> Value
    ) async throws -> Result<Value, Failure> {
        do {
            return .success(
                try await Patience(time: time).with { () async throws(ConnectWiseError) in
                    try await one(item)
                })
        } catch let error as ConnectWiseError where error.verdict != .badCredentials {
            return .failure(error.failure)
        }
    }
}
