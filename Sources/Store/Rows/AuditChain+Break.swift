internal import GRDB
internal import IntegrationCore

extension AuditChain {
    /// The first entry that does not fit, and why; nil when the chain holds.
    static func firstBreak(in db: Database) throws -> AuditBreak? {
        guard
            let head = try db.first("SELECT audit_count, audit_head FROM installation WHERE id = 1")
        else { return AuditBreak(entry: 0, reason: "the head of the chain was removed") }
        let known = Head(
            count: head["audit_count"], hash: head["audit_head"],
            rows: try db.number("SELECT count(*) FROM audit") ?? 0)
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT at, who, action, target, detail, partner_id, hash, id FROM audit"
                + " ORDER BY id")
        var trail = Trail()
        while let row = try rows.next() {
            let link = Link(row)
            if link.id == trail.last + 1, link.follows(trail.hash) {
                trail.add(link)
                continue
            }
            var next: Link?
            var follower = link.follows(trail.hash) ? link : nil
            while follower == nil, let row = try rows.next() {
                let later = Link(row)
                if next == nil { next = later }
                if later.follows(trail.hash) { follower = later }
            }
            if let follower { return displaced(link, follower, trail, known) }
            return unfitting(link, next: next, trail, known)
        }
        return breakAtEnd(trail, known)
    }

    /// The entry that belongs here stands somewhere else.
    private static func displaced(
        _ link: Link, _ follower: Link, _ trail: Trail, _ head: Head
    ) -> AuditBreak {
        let place = trail.last + 1
        if follower.id == link.id {
            return AuditBreak(entry: place, reason: "the entry was renumbered to \(link.id)")
        }
        if link.id == place, head.rows > head.count {
            return AuditBreak(entry: place, reason: "the entry was inserted")
        }
        return AuditBreak(
            entry: place, reason: "the entry was reordered: it stands as number \(follower.id)")
    }

    /// The entry that belongs here is not there any more, or not as it was.
    private static func unfitting(
        _ link: Link, next: Link?, _ trail: Trail, _ head: Head
    ) -> AuditBreak {
        let place = trail.last + 1
        if link.id > place { return removed(from: place, to: link.id - 1) }
        if trail.last > 0, link.follows(trail.hashBefore) {
            return AuditBreak(entry: trail.last, reason: "the entry was inserted")
        }
        if head.rows < head.count {
            let lost = head.count - head.rows
            return AuditBreak(
                entry: place,
                reason: lost == 1
                    ? "an entry before it was removed"
                    : "\(lost) entries were removed, those before it first")
        }
        if head.rows > head.count {
            return AuditBreak(entry: place, reason: "the entry was inserted")
        }
        // A hash made anew for the entry before looks the same as words changed here.
        return AuditBreak(
            entry: place,
            reason: place == 1
                ? "the entry was changed"
                : "the entry was changed, or the one before it together with its hash")
    }

    private static func breakAtEnd(_ trail: Trail, _ head: Head) -> AuditBreak? {
        if trail.last < head.count { return removed(from: trail.last + 1, to: head.count) }
        if trail.last > head.count {
            return AuditBreak(
                entry: head.count + 1, reason: "the entry was inserted after the newest one")
        }
        guard trail.hash != head.hash else { return nil }
        return AuditBreak(
            entry: trail.last, reason: "the entry was changed with its hash, or the head was")
    }

    private static func removed(from first: Int64, to last: Int64) -> AuditBreak {
        AuditBreak(
            entry: first,
            reason: first == last
                ? "the entry was removed" : "the entries \(first) to \(last) were removed")
    }

    /// What the installation knows of the chain, and how many rows there are.
    private struct Head {
        var count: Int64, hash: String, rows: Int64
    }

    /// How far the chain holds: its last number and hash, and the hash before that.
    private struct Trail {
        var last: Int64 = 0, hash = "", hashBefore = ""

        mutating func add(_ link: Link) {
            last = link.id
            hashBefore = hash
            hash = link.hash
        }
    }

    private struct Link {
        var id: Int64, words: Words, hash: String

        init(_ row: Row) {
            id = row["id"]
            words = Words(
                at: row["at"], who: row["who"], action: row["action"], target: row["target"],
                detail: row["detail"], partner: row["partner_id"])
            hash = row["hash"]
        }

        /// Whether the entry was written after the one with a hash.
        func follows(_ previous: String) -> Bool {
            AuditChain.hash(after: previous, words) == hash
        }
    }
}
