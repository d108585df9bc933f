import IntegrationCore
import TUIWidgets

/// The pane of Managed IDs.
struct ManagedIDsState: Equatable, Sendable {
    /// What the last checks found by customer number.
    var findings: [Int64: ManagedIDFinding] = [:]
    /// How repairs of this session ended, by customer number.
    var repaired: [Int64: RepairRecord] = [:]
    /// The rows, what is wrong first, and cursor, marks and scroll position by number.
    private(set) var rows: [ManagedIDRow] = []
    /// How many rows have which verdict, and where the wrong ones stand.
    private(set) var counts: [ManagedIDVerdict: Int] = [:], wrongPlaces: [Int] = []
    var table = TableState<Int64>()
    /// Quick search, and how the detail is shown.
    var filter = FilterState(), view = DetailState()
    /// Whether somebody moved the cursor.
    var isMoved = false
    /// Planned repairs under review; they take the place of the list.
    var review: PlanReview?

    /// Companies whose entries are wrong.
    var wrong: Int { findings.values.count { $0.verdict.isWrong } }

    /// The row under the cursor.
    var currentRow: ManagedIDRow? {
        guard let index = table.cursorIndex, rows.indices.contains(index) else { return nil }
        return rows[index]
    }

    /// The rows that a bulk act is about: the marked ones, else the one under the cursor.
    var targets: [ManagedIDRow] {
        guard !table.marks.isEmpty else { return currentRow.map { [$0] } ?? [] }
        return rows.filter { table.marks.contains($0.id) }
    }

    /// Makes the rows anew of the customers by number: interrupted repairs, what is wrong, what was
    /// not checked, the rest.
    mutating func rebuild(_ customers: [CustomerSummary], _ openRepairs: [RepairRecord]) {
        let words = filter.text.lowercased()
        let open = Dictionary(
            openRepairs.compactMap { record in record.plan.customerNumber.map { ($0, record) } },
            uniquingKeysWith: { first, _ in first })
        var ranked = [[ManagedIDRow]](repeating: [], count: ManagedIDRow.ranks)
        for summary in customers {
            let number = summary.customer.number
            let row = ManagedIDRow(
                customer: summary.customer, finding: findings[number], interrupted: open[number])
            if words.isEmpty || row.text.contains(words) { ranked[row.rank].append(row) }
        }
        rows = ranked.flatMap(\.self)
        (counts, wrongPlaces) = ([:], [])
        for (index, row) in rows.enumerated() {
            guard let verdict = row.verdict else { continue }
            counts[verdict, default: 0] += 1
            if verdict.isWrong { wrongPlaces.append(index) }
        }
        // What is wrong stays in sight until somebody moved on their own.
        if !isMoved { table = TableState() }
        table.refresh(
            rows.map(\.id),
            existing: table.marks.isEmpty ? nil : Set(customers.map(\.customer.number)))
    }
}

/// One customer and its entries.
struct ManagedIDRow: Equatable, Sendable, Identifiable {
    let customer: Customer, finding: ManagedIDFinding?, interrupted: RepairRecord?

    var id: Int64 { customer.number }

    /// The verdict; nil when it was not checked.
    var verdict: ManagedIDVerdict? {
        customer.companyID == nil ? .notMapped : finding?.verdict
    }

    /// Whether a repair of it can be planned.
    var canBeRepaired: Bool { verdict?.isWrong == true && interrupted == nil }

    /// What needs somebody first; below `ranks`.
    fileprivate var rank: Int {
        if interrupted != nil { return 0 }
        guard let verdict else { return 3 }
        return verdict.isWrong ? 1 : verdict == .unreadable ? 2 : verdict == .notMapped ? 4 : 5
    }
    fileprivate static let ranks = 6

    /// What the filter looks at.
    fileprivate var text: String {
        let words = verdict.map(ManagedIDWords.words) ?? "not checked"
        return "\(id) \(customer.name) \(customer.companyName ?? "") \(words)".lowercased()
    }
}

extension ManagedIDVerdict {
    /// Whether the entries are not as they should be.
    var isWrong: Bool {
        switch self {
        case .correct, .notMapped, .unreadable: false
        case .missingBoth, .missingSecond, .missingFirst, .switched, .agreementNotBlank, .idsDiffer,
            .wrongSolution, .duplicate, .sameIDOnTwoCompanies, .nearMiss, .companyInactive:
            true
        }
    }
}

/// Verdicts in words.
enum ManagedIDWords {
    static func words(_ verdict: ManagedIDVerdict) -> String {
        switch verdict {
        case .correct: "correct"
        case .missingBoth: "both missing"
        case .missingSecond: "second missing"
        case .missingFirst: "first missing"
        case .switched: "switched"
        case .agreementNotBlank: "agreement set"
        case .idsDiffer: "ids differ"
        case .wrongSolution: "wrong solution"
        case .duplicate: "duplicate"
        case .sameIDOnTwoCompanies: "on two companies"
        case .nearMiss: "case or blanks"
        case .companyInactive: "company inactive"
        case .notMapped: "not mapped"
        case .unreadable: "could not be read"
        }
    }

    /// The verdict with its glyph, coloured.
    static func cell(_ verdict: ManagedIDVerdict?, _ glyphs: GlyphSet) -> StyledText {
        guard let verdict else { return StyledText("\(glyphs.dot) not checked", .muted) }
        switch verdict {
        case .correct: return StyledText("\(glyphs.check) correct", .good)
        case .notMapped: return StyledText("\(glyphs.dot) not mapped", .muted)
        case .unreadable: return StyledText("! \(words(verdict))", .warning)
        default: return StyledText("\(glyphs.cross) \(words(verdict))", .error)
        }
    }

    /// How a verdict is put right.
    static func remedy(_ verdict: ManagedIDVerdict) -> String {
        switch verdict {
        case .correct: "Nothing is to be done."
        case .missingBoth, .missingSecond: "a adds the entries in order; f plans the same."
        case .notMapped: "Map the customer in Customers (4) with m, then press c."
        case .unreadable: "Press c to check it again."
        case .companyInactive:
            "Make the company active in ConnectWise, or map another one in Customers (4) with m."
        case .sameIDOnTwoCompanies:
            "See which company is the right one; f shows what a repair would do."
        case .missingFirst, .switched, .agreementNotBlank, .idsDiffer, .wrongSolution, .duplicate,
            .nearMiss:
            "f plans the repair and shows its requests before anything is sent."
        }
    }
}
