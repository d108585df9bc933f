/// A company as auto-match looks at it.
public struct MatchableCompany: Hashable, Sendable {
    /// The company.
    public var company: NamedReference
    /// Why it should not be chosen, in words; nil when it may.
    public var concern: String?

    /// Makes a company.
    public init(company: NamedReference, concern: String? = nil) {
        self.company = company
        self.concern = concern
    }

    /// Reads the concern from what ConnectWise says: deleted, its status, its types.
    public init(
        company: NamedReference, isDeleted: Bool, status: String, types: [String] = []
    ) {
        self.init(
            company: company,
            concern: isDeleted ? "recycled (deleted)" : Self.concern(status: status, types: types))
    }

    /// Statuses and types are the partner's own words; these are in every ConnectWise.
    private static func concern(status: String, types: [String]) -> String? {
        let status = Self.bare(status)
        for word in ["inactive", "notapproved", "prospect", "delinquent"]
        where status.contains(word) {
            return word == "notapproved" ? "not approved" : word
        }
        let kinds = types.map(Self.bare)
        // A client that was a prospect once keeps both types in many a ConnectWise.
        if kinds.contains("prospect"),
            !kinds.contains(where: { $0 == "client" || $0 == "customer" })
        {
            return "prospect"
        }
        return nil
    }

    private static func bare(_ text: String) -> String { text.lowercased().filter(\.isLetter) }
}
