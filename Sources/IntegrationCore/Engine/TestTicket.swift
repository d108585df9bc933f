internal import Cryptography

/// Opens a ticket by a rule, notes it and closes it again, to prove that tickets work
/// (product.md 11).
///
/// Never two: after an unclear answer the ticket is looked for by its key, and it is not opened
/// again. What was opened is closed even when the note fails.
public struct TestTicket: Sendable {
    /// Hears of each step when it is over.
    public typealias Listener = @Sendable (TestTicketStep) -> Void

    private let client: ConnectWiseClient
    private let rule: TicketRule, company: NamedReference, key: Condition.Token
    private let time: any TimeSource, retries: RetryPolicy

    /// Prepares a test.
    ///
    /// - Parameters:
    ///   - client: speaks to the partner's ConnectWise.
    ///   - rule: where and how the ticket opens.
    ///   - company: whose ticket it is.
    ///   - key: its `externalXRef`, another one for each test, as `key` makes it.
    ///   - time: the clock.
    ///   - retries: when an unclear create is looked up.
    public init(
        client: ConnectWiseClient, rule: TicketRule, company: NamedReference,
        key: Condition.Token, time: any TimeSource, retries: RetryPolicy = RetryPolicy()
    ) {
        self.client = client
        self.rule = rule
        self.company = company
        self.key = key
        self.time = time
        self.retries = retries
    }

    /// The key of a test at a moment; nothing that the engine opens has one like it.
    ///
    /// - Throws: `Failure` when no key can be made, which no installation and moment cause.
    public static func key(installationID: String, now: Timestamp) throws -> Condition.Token {
        let text = "\(installationID)\ntest\n\(now.microseconds)"
        let hash = Hexadecimal.text(SHA256.digest(Array(text.utf8)).prefix(8))
        guard let key = Condition.Token("TEST:\(hash)-1") else {
            throw Failure(.unexpected, "The test ticket's key TEST:\(hash)-1 is not searchable.")
        }
        return key
    }

    /// Opens, notes and closes; the steps, each with what went wrong with it.
    ///
    /// - Throws: `Failure` or `ConnectWiseError` when no ticket was opened, as far as can be seen;
    ///   `CancellationError` before one is opened. Once opened it is closed, stopped or not.
    @discardableResult
    public func run(_ tell: @escaping Listener = { _ in }) async throws -> [TestTicketStep] {
        let statuses = try await patience.with { () async throws(ConnectWiseError) in
            try await client.statuses(board: rule.board.id)
        }.filter { !$0.isInactive }.sorted { ($0.sortOrder, $0.id) < ($1.sortOrder, $1.id) }
        guard let status = statuses.opening(rule.newStatus) else {
            throw Failure(
                .statusNotFound, "Board \(rule.board.name.oneLine(limit: 60)) has no open status.")
        }
        // Without a way to close it none is opened.
        guard
            let closed = statuses.closing(
                rule.closing == .never ? .firstClosedStatus : rule.closing)
        else {
            throw Failure(
                .statusNotFound,
                "Board \(rule.board.name.oneLine(limit: 60)) has no closed status, so that no test"
                    + " ticket could be closed again; none was opened.")
        }
        try Task.checkCancellation()
        let ticket = try await open(status: status.id)
        // From here on stopping would leave a ticket open: a task of its own is not cancelled.
        return await Task { await finish(ticket, closing: closed.id, tell) }.value
    }

    private func finish(
        _ ticket: Int64, closing status: Int64, _ tell: Listener
    ) async -> [TestTicketStep] {
        var steps = [TestTicketStep(.opened, ticket: ticket)]
        tell(TestTicketStep(.opened, ticket: ticket))
        for name in [TestTicketStep.Name.noted, .closed] {
            var step = TestTicketStep(name, ticket: ticket)
            do {
                if name == .noted {
                    try await note(ticket)
                } else {
                    try await close(ticket, status: status)
                }
            } catch { step.failure = failure(error, name, ticket) }
            steps.append(step)
            tell(step)
        }
        return steps
    }

    // MARK: - The steps

    private func open(status: Int64) async throws -> Int64 {
        let draft = ConnectWiseClient.TicketDraft(
            summary: "[TEST] Backup integration: a test ticket, closed again at once",
            board: rule.board.id, status: status, company: company.id,
            priority: (rule.priorities[.error] ?? rule.priorities.values.first)?.id, xref: key,
            description: "Opened to test the backup integration. No backup failed."
                + " It is noted and closed by itself; if it is still open, close it by hand.")
        do {
            return try await patience.with { () async throws(ConnectWiseError) in
                try await client.createTicket(draft).id
            }
        } catch let error as ConnectWiseError where error.verdict == .unknown {
            return try await lookUp(after: error)
        }
    }

    /// Looks for a ticket whose create was unclear; the search may lag behind the create.
    private func lookUp(after error: ConnectWiseError) async throws -> Int64 {
        var done = 0
        while let next = retries.nextProbe(after: done, now: time.now()) {
            try await time.sleep(until: next)
            let found = try? await client.tickets(xref: key)
            if let ticket = found?.first { return ticket.id }
            done += 1
        }
        throw Failure(
            .outcomeUnknown,
            "Whether the test ticket was opened is not clear, and no ticket with the External"
                + " Integration Ref \(key) was found; it was not sent again. \(error.failure.detail)"
        )
    }

    private func note(_ ticket: Int64) async throws {
        do {
            try await send(noteOn: ticket)
        } catch let error as ConnectWiseError where error.verdict == .unknown {
            // The notes of one ticket are read, not searched: what is not there was not made.
            if let first = retries.nextProbe(after: 0, now: time.now()) {
                try await time.sleep(until: first)
            }
            let notes = try await client.notes(ticket: ticket)
            if !notes.contains(where: { $0.text.contains(noteToken) }) {
                try await send(noteOn: ticket)
            }
        }
    }

    private func send(noteOn ticket: Int64) async throws {
        _ = try await patience.with { () async throws(ConnectWiseError) in
            try await client.addNote(
                "Test of the backup integration: this is a note. | \(noteToken)", in: .discussion,
                ticket: ticket)
        }
    }

    private var noteToken: String { "[ref \(key)]" }

    private var patience: Patience { Patience(time: time) }

    private func close(_ ticket: Int64, status: Int64) async throws {
        let now = try await patience.with { () async throws(ConnectWiseError) in
            try await client.patchTicketStatus(ticket, to: status)
        }
        guard now.isClosed || rule.closing != .firstClosedStatus else {
            throw Failure(
                .changeNotTaken,
                "Its status is \(now.status?.name.oneLine(limit: 60) ?? "another") now, which does"
                    + " not close it.")
        }
    }

    private func failure(
        _ error: any Error, _ step: TestTicketStep.Name, _ ticket: Int64
    ) -> Failure {
        var failure = Failure(any: error)
        let reason = failure.detail.isEmpty ? failure.code.explanation.sentence : failure.detail
        failure.detail =
            step == .closed
            ? "Ticket \(ticket) stays open; close it by hand in ConnectWise. \(reason)"
            : "The note on ticket \(ticket) failed. \(reason)"
        return failure
    }
}
