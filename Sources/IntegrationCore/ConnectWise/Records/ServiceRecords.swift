extension ConnectWise {
    /// A service board.
    public struct Board: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id and the name.
        public var id: Int64, name: String
        /// Whether it is switched off, or for projects only.
        public var isInactive: Bool, isForProjects: Bool

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber else { return nil }
            self.id = id
            name = json["name"].words ?? ""
            isInactive = json["inactiveFlag"].flag
            isForProjects = json["projectFlag"].flag
        }
    }

    /// A status of one board (contract 8.3).
    public struct BoardStatus: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id and the name; other boards have other ids for the same name.
        public var id: Int64, name: String
        /// Where it stands in the board's list.
        public var sortOrder: Int64
        /// Whether a ticket in it is closed; whether it is switched off; the board's default.
        public var isClosed: Bool, isInactive: Bool, isDefault: Bool
        /// `NotResponded`, `Responded`, `ResolutionPlan`, `Resolved`, `NoEscalation`, or empty.
        public var escalationStatus: String

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber else { return nil }
            self.id = id
            name = json["name"].words ?? ""
            sortOrder = json["sortOrder"].wholeNumber ?? 0
            isClosed = json["closedStatus"].flag
            isInactive = json["inactive"].flag
            isDefault = json["defaultFlag"].flag
            escalationStatus = json["escalationStatus"].words ?? ""
        }
    }

    /// A ticket priority.
    public struct Priority: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id and the name.
        public var id: Int64, name: String
        /// `Critical`, `High`, `Medium`, `Low`, or empty.
        public var level: String
        /// Where it stands in the list, and whether it is the default.
        public var sortOrder: Int64, isDefault: Bool

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber else { return nil }
            self.id = id
            name = json["name"].words ?? ""
            level = json["level"].words ?? ""
            sortOrder = json["sortOrder"].wholeNumber ?? 0
            isDefault = json["defaultFlag"].flag
        }
    }

    /// A ticket, as far as the product looks at it (contract 8.4).
    public struct Ticket: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id, which stays when the ticket moves to another board.
        public var id: Int64
        /// The summary, and the key we wrote; people may have overwritten either.
        public var summary: String, externalXRef: String
        /// Where the ticket is now.
        public var board: Reference?, status: Reference?, company: Reference?, priority: Reference?
        /// Whether it is closed, and since when, as far as ConnectWise tells.
        public var isClosed: Bool, closedAt: Timestamp?
        /// The ticket it was merged into, and the one it is a child of.
        public var mergedInto: Int64?, parent: Int64?
        /// Whether children hang on it.
        public var hasChildren: Bool
        /// `ServiceTicket`, `ProjectTicket`, `ProjectIssue`, or empty.
        public var recordType: String

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber, id > 0 else { return nil }
            self.id = id
            summary = json["summary"].words ?? ""
            externalXRef = json["externalXRef"].words ?? ""
            board = Reference(json["board"])
            status = Reference(json["status"])
            company = Reference(json["company"])
            priority = Reference(json["priority"])
            isClosed = json["closedFlag"].flag
            closedAt = json["closedDate"].moment
            mergedInto = Reference(json["mergedParentTicket"])?.id
            parent = json["parentTicketId"].wholeNumber.flatMap { $0 > 0 ? $0 : nil }
            hasChildren = json["hasChildTicket"].flag || json["hasMergedChildTicketFlag"].flag
            recordType = json["recordType"].words ?? ""
        }
    }

    /// A note on a ticket.
    public struct TicketNote: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id and the text.
        public var id: Int64, text: String
        /// Where the note shows.
        public var isDiscussion: Bool, isInternal: Bool, isResolution: Bool

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber, id > 0 else { return nil }
            self.id = id
            text = json["text"].words ?? ""
            isDiscussion = json["detailDescriptionFlag"].flag
            isInternal = json["internalAnalysisFlag"].flag
            isResolution = json["resolutionFlag"].flag
        }
    }
}
