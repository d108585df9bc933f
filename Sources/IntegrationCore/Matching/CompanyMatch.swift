/// A company that a customer may be, found by name (product.md 8).
public struct CompanyMatch: Hashable, Sendable {
    /// How sure the match is.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// The names are the same but for case, blanks and legal form; alike; nothing is alike.
        case exact, similar, none
    }

    /// A company that was found.
    public struct Candidate: Hashable, Sendable {
        /// The company, and how alike the names are, 0 to 1.
        public var company: NamedReference, likeness: Double
        /// Why it should not be chosen, like `inactive`, `prospect`, `recycled`; nil when it may.
        public var concern: String?

        /// Makes a candidate.
        public init(company: NamedReference, likeness: Double, concern: String? = nil) {
            self.company = company
            self.likeness = likeness
            self.concern = concern
        }
    }

    /// The customer, how sure the first candidate is, and the candidates, best first.
    public var customer: Customer, kind: Kind, candidates: [Candidate]

    /// Makes a match.
    public init(customer: Customer, kind: Kind, candidates: [Candidate]) {
        self.customer = customer
        self.kind = kind
        self.candidates = candidates
    }
}
