extension ConnectWiseClient {
    /// Version and region of the site; not a proof of the keys (contract 6, consequence c).
    public func systemInfo() async throws(ConnectWiseError) -> ConnectWise.SystemInfo {
        try await record(APICall(path: "/system/info"))
    }

    /// The API members with the boards that are hidden from each.
    ///
    /// Empty when the member's role or this ConnectWise does not let them be read: the member
    /// that asks would be among them.
    public func apiMembers() async throws(ConnectWiseError) -> [ConnectWise.APIMember] {
        do {
            return try await list("/system/apiMembers")
        } catch  where [.forbidden, .notFound, .notApplied].contains(error.verdict) {
            return []
        }
    }

    /// The API member of an identifier; nil when there is none of exactly that name.
    ///
    /// Unlike `apiMembers` a missing right is an error here: nothing was learned then.
    public func apiMember(
        identifier: String
    ) async throws(ConnectWiseError) -> ConnectWise.APIMember? {
        let found: [ConnectWise.APIMember] = try await list(
            "/system/apiMembers", where: .mayBe("identifier", named: identifier))
        return found.first { $0.identifier.lowercased() == identifier.lowercased() }
    }

    /// The service boards the member may see, by id.
    ///
    /// The lighter list needs no right to set-up tables; where the role lacks it, the other is read.
    public func boards() async throws(ConnectWiseError) -> [ConnectWise.Board] {
        do {
            return try await list("/service/info/boards")
        } catch  where error.verdict == .forbidden || error.verdict == .notFound {
            return try await list("/service/boards")
        }
    }

    /// The statuses of a board, by id.
    public func statuses(
        board: Int64
    ) async throws(ConnectWiseError) -> [ConnectWise.BoardStatus] {
        try await list("/service/boards/\(board)/statuses")
    }

    /// The ticket priorities, by id.
    public func priorities() async throws(ConnectWiseError) -> [ConnectWise.Priority] {
        try await list("/service/priorities")
    }

    /// A ticket; `notFound` is thrown only while the connection is proved good.
    public func ticket(_ id: Int64) async throws(ConnectWiseError) -> ConnectWise.Ticket {
        try await record(APICall(path: "/service/tickets/\(id)"))
    }

    /// The tickets that carry our key, on whatever board they are; two are enough to know.
    ///
    /// Equality is checked in memory: the server's comparison is not ours (contract 8.4).
    public func tickets(
        xref: Condition.Token
    ) async throws(ConnectWiseError) -> [ConnectWise.Ticket] {
        let condition = Condition.equals("externalXRef", xref)
        let call = APICall(
            path: "/service/tickets",
            query: [("conditions", condition.text), ("pageSize", "2"), ("orderBy", "id asc")])
        guard let rows = try await json(call).array else {
            throw unreadable(.get, "a list was expected")
        }
        let tickets = try records(rows, as: ConnectWise.Ticket.self).filter {
            $0.externalXRef == xref.description
        }
        guard rows.count > 1 && tickets.count < 2 else { return tickets }
        // Others that the server takes for equal came first; ours may stand behind them.
        let all: [ConnectWise.Ticket] = try await list("/service/tickets", where: condition)
        return all.filter { $0.externalXRef == xref.description }
    }

    /// What a new ticket is made of.
    public struct TicketDraft: Sendable, Hashable {
        /// One line; cut to 100 UTF-16 units when sent.
        public var summary: String
        /// Where it opens: always both, defaults differ by member (contract 8.4).
        public var board: Int64, status: Int64
        /// The customer's company.
        public var company: Int64
        /// The priority; nil leaves the board's default.
        public var priority: Int64?
        /// Our key.
        public var xref: Condition.Token
        /// The first note, readable on one line.
        public var description: String

        /// Makes a draft.
        public init(
            summary: String, board: Int64, status: Int64, company: Int64, priority: Int64?,
            xref: Condition.Token, description: String
        ) {
            self.summary = summary
            self.board = board
            self.status = status
            self.company = company
            self.priority = priority
            self.xref = xref
            self.description = description
        }

        var body: JSONValue {
            var members: [String: JSONValue] = [
                "summary": .string(
                    summary.oneLine().cut(toUTF16: TicketText.summaryLimit)),
                "board": ["id": .integer(board)],
                "status": ["id": .integer(status)],
                "company": ["id": .integer(company)],
                "externalXRef": .string(xref.description),
                "initialDescription": .string(description.oneLine()),
            ]
            if let priority { members["priority"] = ["id": .integer(priority)] }
            return .object(members)
        }
    }

    /// Opens a ticket; after `unknown` look for the key before trying again.
    public func createTicket(
        _ draft: TicketDraft
    ) async throws(ConnectWiseError) -> ConnectWise.Ticket {
        try await record(APICall(method: .post, path: "/service/tickets", body: draft.body))
    }

    /// Moves a ticket to a status of its board, and checks that it got there.
    public func patchTicketStatus(
        _ ticket: Int64, to status: Int64
    ) async throws(ConnectWiseError) -> ConnectWise.Ticket {
        try await patch(
            "/service/tickets/\(ticket)", [Change("status", ["id": .integer(status)])])
    }

    /// The notes of a ticket, by id.
    public func notes(ticket: Int64) async throws(ConnectWiseError) -> [ConnectWise.TicketNote] {
        try await list("/service/tickets/\(ticket)/notes")
    }

    /// Where a note shows; ConnectWise refuses a note that shows nowhere.
    public enum NotePlace: String, Sendable, Hashable, CaseIterable {
        /// The tabs *Discussion*, *Internal* and *Resolution*.
        case discussion = "detailDescriptionFlag"
        case `internal` = "internalAnalysisFlag"
        case resolution = "resolutionFlag"
    }

    /// Adds a note of one line to a ticket, without sending mail.
    public func addNote(
        _ text: String, in place: NotePlace, ticket: Int64
    ) async throws(ConnectWiseError) -> ConnectWise.TicketNote {
        try await record(
            APICall(
                method: .post, path: "/service/tickets/\(ticket)/notes",
                body: .object([
                    "text": .string(text.oneLine()), place.rawValue: true,
                    "processNotifications": false,
                ])))
    }
}
