import Foundation

/// Finds the companies that customers may be, by name; proposes, never maps (product.md 8).
///
/// The companies are indexed by runs of three characters, so that a customer is compared with the
/// few that share rare ones and not with all: 5,000 customers and 5,000 companies take a second.
public struct CompanyMatcher: Sendable {
    /// Names at least so alike are proposed; the tests keep pairs on both sides of it.
    static let threshold = 0.78
    /// So many candidates are proposed, of so many that were looked at closely.
    static let candidateLimit = 5, shortlistLimit = 16
    /// So many entries of the index are walked for one customer.
    private static let walkLimit = 4_000

    /// A company, its name folded, and what speaks against it.
    private struct Entry: Sendable {
        let company: NamedReference, name: CompanyName, concern: String?
    }

    private let entries: [Entry]
    private var byKey: [String: [Int]] = [:]
    private var byTrigram: [[UInt8]: [Int]] = [:]
    private var companiesWithWord: [String: Int] = [:]
    /// The customers that have a company already, by company.
    private var owners: [Int64: [Customer]] = [:]

    /// Indexes the companies; `customers` tells which of them are taken.
    public init(companies: [MatchableCompany], customers: [Customer]) {
        entries = companies.map {
            Entry(company: $0.company, name: CompanyName($0.company.name), concern: $0.concern)
        }
        for (index, entry) in entries.enumerated() where !entry.name.key.isEmpty {
            byKey[entry.name.key, default: []].append(index)
            for trigram in entry.name.trigrams { byTrigram[trigram, default: []].append(index) }
            for word in Set(entry.name.words) { companiesWithWord[word, default: 0] += 1 }
        }
        for customer in customers {
            if let company = customer.companyID { owners[company, default: []].append(customer) }
        }
    }

    /// The companies that a customer may be, the best first.
    ///
    /// A company that speaks for itself goes before one that is deleted, inactive, a prospect or
    /// taken. Only one company of the same name, against which nothing speaks, is exact.
    public func match(_ customer: Customer) -> CompanyMatch {
        let name = CompanyName(customer.name)
        let found = shortlist(name).compactMap { index -> CompanyMatch.Candidate? in
            let entry = entries[index]
            let likeness = likeness(name, entry.name)
            guard likeness >= Self.threshold else { return nil }
            return CompanyMatch.Candidate(
                company: entry.company, likeness: likeness,
                concern: entry.concern ?? taken(entry.company.id, by: customer))
        }.sorted(by: Self.isBetter)
        let candidates = Array(found.prefix(Self.candidateLimit))
        let twins = candidates.filter { $0.likeness == 1 && $0.concern == nil }
        let kind: CompanyMatch.Kind =
            candidates.isEmpty ? .none : twins.count == 1 ? .exact : .similar
        return CompanyMatch(customer: customer, kind: kind, candidates: candidates)
    }

    /// The matches as a person goes through them: customers without a company first, of these the
    /// ones that need most thought.
    ///
    /// One company that is exact for two customers without one is exact for neither.
    public static func forReview(_ matches: [CompanyMatch]) -> [CompanyMatch] {
        var claims: [Int64: [Int64]] = [:]
        for match in matches where match.isProposal {
            guard let company = match.candidates.first?.company.id else { continue }
            claims[company, default: []].append(match.customer.number)
        }
        return matches.map { match in
            guard match.isProposal, let first = match.candidates.first,
                let rival = claims[first.company.id]?.first(where: { $0 != match.customer.number })
            else { return match }
            var match = match
            match.kind = .similar
            match.candidates[0].concern = "fits customer \(rival) as well"
            return match
        }.sorted { ($0.rank, $0.customer.number) < ($1.rank, $1.customer.number) }
    }

    private func taken(_ company: Int64, by customer: Customer) -> String? {
        guard customer.companyID != company,
            let owner = owners[company]?.first(where: { $0.id != customer.id })
        else { return nil }
        return "mapped to customer \(owner.number) \(owner.name.oneLine(limit: 40))"
    }

    private static func isBetter(
        _ left: CompanyMatch.Candidate, _ right: CompanyMatch.Candidate
    ) -> Bool {
        if (left.concern == nil) != (right.concern == nil) { return left.concern == nil }
        if left.likeness != right.likeness { return left.likeness > right.likeness }
        return left.company.id < right.company.id
    }

    // MARK: - Looking closely at few

    /// The companies of the same name, and those that share the most rare runs of characters.
    private func shortlist(_ name: CompanyName) -> [Int] {
        guard !name.key.isEmpty else { return [] }
        let same = byKey[name.key] ?? []
        var shared: [Int: Int] = [:]
        var walked = 0
        let lists = name.trigrams.compactMap { byTrigram[$0] }.sorted { $0.count < $1.count }
        for list in lists {
            // Runs that nearly all names share tell nothing apart.
            guard walked == 0 || walked + list.count <= Self.walkLimit else { break }
            for index in list.prefix(Self.walkLimit) { shared[index, default: 0] += 1 }
            walked += list.count
        }
        for index in same { shared[index] = nil }
        let best = shared.sorted {
            $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
        }
        return same + best.prefix(Self.shortlistLimit).map(\.key)
    }

    /// How alike two names are, 0 to 1; 1 means the same key.
    ///
    /// The better of edits and shared words, where rare words count more. Different numbers make
    /// different companies, however alike the rest is.
    private func likeness(_ left: CompanyName, _ right: CompanyName) -> Double {
        if left.key == right.key { return 1 }
        guard left.numbers == right.numbers else { return 0 }
        // Never 1: only the same key is the same.
        return min(0.99, max(Self.editLikeness(left.key, right.key), wordLikeness(left, right)))
    }

    private func wordLikeness(_ left: CompanyName, _ right: CompanyName) -> Double {
        let (a, b) = (Set(left.words), Set(right.words))
        let shared = a.intersection(b)
        guard !shared.isEmpty else { return 0 }
        let dice = 2 * weight(shared) / (weight(a) + weight(b))
        // `Contoso` and `Contoso Dental`: the one name is in the other and few others have it.
        let isInside = shared.count == min(a.count, b.count)
        let isRare = shared.contains { $0.count > 3 && companiesWithWord[$0, default: 0] <= 3 }
        return isInside && isRare ? max(dice, 0.8) : dice
    }

    private func weight(_ words: Set<String>) -> Double {
        words.reduce(0) { sum, word in
            sum
                + log(
                    1 + Double(entries.count + 1) / Double(1 + companiesWithWord[word, default: 0]))
        }
    }

    /// 1 less the edits (insert, remove, replace) for each character of the longer text.
    static func editLikeness(_ left: String, _ right: String) -> Double {
        let (a, b) = (Array(left.utf8.prefix(200)), Array(right.utf8.prefix(200)))
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let above = row[j + 1]
                row[j + 1] = min(
                    above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
                diagonal = above
            }
        }
        return 1 - Double(row[b.count]) / Double(max(a.count, b.count))
    }
}

extension CompanyMatch {
    /// Whether it proposes to give a customer without a company one, and is sure.
    fileprivate var isProposal: Bool { kind == .exact && customer.companyID == nil }

    /// Where it stands in a review: unmapped before mapped, none before similar before exact.
    fileprivate var rank: Int {
        let kinds: [Kind] = [.none, .similar, .exact]
        return (customer.companyID == nil ? 0 : kinds.count) + (kinds.firstIndex(of: kind) ?? 0)
    }
}
