/// An API member's keys and what they may do.
public struct KeyPair: Sendable, Hashable {
    /// The public and the private API key.
    public var publicKey, privateKey: String
    /// The API member the keys belong to.
    public var memberIdentifier: String
    /// What the member's security role allows.
    public var role: SecurityRole
    /// Boards whose tickets the member does not see.
    public var hiddenBoards: Set<Int>

    /// Makes a pair of keys.
    public init(
        publicKey: String, privateKey: String, memberIdentifier: String = "CWCONSOLE",
        role: SecurityRole = .everything, hiddenBoards: Set<Int> = []
    ) {
        self.publicKey = publicKey
        self.privateKey = privateKey
        self.memberIdentifier = memberIdentifier
        self.role = role
        self.hiddenBoards = hiddenBoards
    }
}

/// A security role: which modules it may use, and whether it may change anything.
public struct SecurityRole: Sendable, Hashable {
    /// The modules of a role, after the first word of the path.
    public enum Module: String, Sendable, Hashable, CaseIterable {
        /// Parts of ConnectWise.
        case company, finance, procurement, service, system
        /// Tables such as boards and types, apart from what `/info/` shows (contract 8.3).
        case setupTables
    }

    /// The modules it may read.
    public var inquires: Set<Module>
    /// The modules it may add, edit and delete in.
    public var changes: Set<Module>

    /// A role that may do everything.
    public static let everything = SecurityRole(
        inquires: Set(Module.allCases), changes: Set(Module.allCases))

    /// A role that may do everything outside the named modules.
    public static func everything(except modules: Module...) -> SecurityRole {
        let rest = Set(Module.allCases).subtracting(modules)
        return SecurityRole(inquires: rest, changes: rest)
    }

    /// Makes a role.
    public init(inquires: Set<Module>, changes: Set<Module>) {
        self.inquires = inquires
        self.changes = changes
    }

    func allows(_ operation: Operation) -> Bool {
        let isReading = operation.method == "GET" || operation.template.hasSuffix("/search")
        let modules = Module.needed(for: operation.template, reading: isReading)
        return modules.isSubset(of: isReading ? inquires : changes)
    }
}

extension SecurityRole.Module {
    /// The rights an operation needs.
    fileprivate static func needed(for template: String, reading: Bool) -> Set<Self> {
        let words = template.split(separator: "/").map(String.init)
        guard let module = words.first.flatMap(Self.init) else { return [] }
        if words.count > 1, words[1] == "info" { return template == "/system/info" ? [] : [module] }
        let setup = ["boards", "managementItSolutions", "managedDevicesIntegrations", "types"]
        let isSetup = words.contains { setup.contains($0) }
        return isSetup ? [module, .setupTables] : [module]
    }
}
