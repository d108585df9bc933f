import IntegrationCore

/// What became of the lines of an ingest.
struct IngestTally: Sendable {
    /// A refused line.
    struct Rejection: Sendable {
        /// Its number, why, and its text as far as it was kept.
        let line: Int, reason: String, text: [UInt8]
    }

    /// Events by what became of them.
    var accepted = 0, duplicate = 0, conflict = 0
    /// The refused lines, in order.
    var rejected: [Rejection] = []

    /// All lines but the blank ones.
    var lines: Int { accepted + duplicate + conflict + rejected.count }

    /// Adds another tally.
    static func += (left: inout IngestTally, right: IngestTally) {
        left.accepted += right.accepted
        left.duplicate += right.duplicate
        left.conflict += right.conflict
        left.rejected += right.rejected
    }

    /// The tally as `--json` says it (product.md 13).
    var document: JSONValue {
        [
            "accepted": .count(accepted), "duplicate": .count(duplicate),
            "conflict": .count(conflict),
            "rejected": .list(rejected) {
                ["line": .count($0.line), "reason": .string($0.reason)]
            },
        ]
    }

    /// The tally in one line.
    var sentence: String {
        "\(accepted) accepted, \(duplicate) duplicate, \(conflict) conflict, "
            + "\(rejected.count) rejected"
    }

    /// 0 when all were accepted or known, 1 when some were refused (sources guide 2.5).
    var status: ExitStatus { conflict == 0 && rejected.isEmpty ? .done : .doneWithFailures }
}
