import Glibc
import IntegrationCore

/// Who runs this process, as the operating system knows it: what roles are bound to.
struct Membership: Equatable, Sendable {
    /// The user's name, and the names of the user's groups.
    var user: String, groups: [String]

    /// The user of this process.
    static var current: Membership {
        let name = Operator.current.name
        var count: Int32 = 256
        var numbers = [gid_t](repeating: 0, count: Int(count))
        // A user of more groups is told how many there are, and asked once more.
        if getgrouplist(name, getgid(), &numbers, &count) < 0 {
            numbers = [gid_t](repeating: 0, count: Int(max(count, 0)))
            guard getgrouplist(name, getgid(), &numbers, &count) >= 0 else {
                return Membership(user: name, groups: [])
            }
        }
        return Membership(
            user: name, groups: numbers.prefix(Int(max(count, 0))).compactMap(groupName))
    }

    private static func groupName(_ number: gid_t) -> String? {
        var entry = group()
        var found: UnsafeMutablePointer<group>?
        var buffer = [CChar](repeating: 0, count: 65_536)
        let status = getgrgid_r(number, &entry, &buffer, buffer.count, &found)
        guard status == 0, let name = found?.pointee.gr_name else { return nil }
        return String(cString: name)
    }

    /// The role that bindings give.
    func role(in bindings: [RoleBinding]) -> OperatorRole {
        bindings.role(user: user, groups: groups)
    }
}

extension OperatorRole {
    /// Who may do what needs this role, to be followed by "may do this".
    var whoMay: String {
        switch self {
        case .auditor: "everybody"
        case .support: "only support or a manager"
        case .manager: "only a manager"
        }
    }

    /// Why somebody of this role may not do what needs another; nil when it is enough.
    func refusal(of needed: OperatorRole, user: String) -> String? {
        self >= needed
            ? nil : "\(needed.whoMay) may do this; you are \(rawValue) (\(user))"
    }
}
