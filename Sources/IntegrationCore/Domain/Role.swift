/// What an operator may do (product.md 12).
public enum OperatorRole: String, Sendable, Codable, CaseIterable, Comparable {
    /// Look; browse, reprocess and choose about drifted tickets; everything.
    case auditor, support, manager

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Binds an operating-system user or group to a role.
public struct RoleBinding: Hashable, Sendable, Codable {
    /// Whom a binding is about.
    public enum Subject: Hashable, Sendable, Codable {
        /// A user or a group of the operating system, by name.
        case user(String), group(String)

        /// The name of the user or group.
        public var name: String {
            switch self {
            case .user(let name), .group(let name): name
            }
        }
    }

    /// The user or group, and the role.
    public var subject: Subject, role: OperatorRole

    /// Makes a binding.
    public init(_ subject: Subject, _ role: OperatorRole) {
        self.subject = subject
        self.role = role
    }
}

extension [RoleBinding] {
    /// The role of a user: the user's own binding, else the highest of the groups'.
    ///
    /// While nobody is bound everybody who can open the store is a manager; once anybody is, who
    /// is not named may only look.
    public func role(user: String, groups: [String]) -> OperatorRole {
        if isEmpty { return .manager }
        if let own = first(where: { $0.subject == .user(user) }) { return own.role }
        let ofGroups = filter { binding in groups.contains { binding.subject == .group($0) } }
        return ofGroups.map(\.role).max() ?? .auditor
    }
}

extension RoleBinding.Subject: CustomStringConvertible {
    /// Reads `user:NAME` or `group:NAME`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = parts.first, let name = parts.last, parts.count == 2, !name.isEmpty
        else { return nil }
        switch kind {
        case "user": self = .user(String(name))
        case "group": self = .group(String(name))
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .user(let name): "user:\(name)"
        case .group(let name): "group:\(name)"
        }
    }
}
