import ArgumentParser
import IntegrationCore

/// `roles`: which users and groups of the operating system may do what.
struct RolesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles",
        abstract: "Who may do what: manager (all), support (reprocess), auditor (look).",
        discussion: """
            While nobody is bound, everybody who can open the store is a manager. Once anybody \
            is, who is not named may only look. A user's own role goes before those of groups.
            """,
        subcommands: [RolesList.self, RolesSet.self, RolesRemove.self])
}

/// `roles list`.
struct RolesList: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show who is bound to which role, and your own.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let bindings = try await session.openStore().roleBindings().value
        var table = ResultTable(.text("WHO"), .text("ROLE"))
        for binding in bindings { table.add("\(binding.subject)", binding.role.rawValue) }
        session.output.result(
            .list(bindings) {
                ["who": .string("\($0.subject)"), "role": .string($0.role.rawValue)]
            },
            table.text(empty: "Nobody is bound, so everybody who can open the store is a manager."))
        let member = Membership.current
        session.output.message("You are \(member.role(in: bindings).rawValue) (\(member.user)).")
        return .done
    }
}

/// `roles set`.
struct RolesSet: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Bind users or groups to roles.")

    @OptionGroup var common: CommonOptions

    @Argument(
        help: ArgumentHelp(
            "user:NAME=ROLE or group:NAME=ROLE; a role is manager, support or auditor.",
            valueName: "binding"))
    var bindings: [String]

    @Flag(help: "Do it although it takes the role of manager from you.")
    var yes = false

    func run(in session: Session) async throws -> ExitStatus {
        let wanted = try bindings.map(Self.read)
        return try await RoleChange(session, isSure: yes).make { known in
            for binding in wanted {
                if let index = known.firstIndex(where: { $0.subject == binding.subject }) {
                    known[index] = binding
                } else {
                    known.append(binding)
                }
            }
        }
    }

    private static func read(_ text: String) throws -> RoleBinding {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let subject = RoleBinding.Subject(String(parts[0])),
            let role = OperatorRole(rawValue: String(parts[1]))
        else {
            throw Problem.usage(
                "'\(text)' is no binding. Say user:NAME=ROLE or group:NAME=ROLE with the role"
                    + " manager, support or auditor.")
        }
        return RoleBinding(subject, role)
    }
}

/// `roles remove`.
struct RolesRemove: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take the role of users or groups away.")

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp("user:NAME or group:NAME.", valueName: "who"))
    var subjects: [String]

    @Flag(help: "Do it although it takes the role of manager from you.")
    var yes = false

    func run(in session: Session) async throws -> ExitStatus {
        let named = try subjects.map { text in
            guard let subject = RoleBinding.Subject(text) else {
                throw Problem.usage("'\(text)' names nobody. Say user:NAME or group:NAME.")
            }
            return subject
        }
        return try await RoleChange(session, isSure: yes).make { known in
            for subject in named {
                guard let index = known.firstIndex(where: { $0.subject == subject }) else {
                    throw Problem.usage(
                        "\(subject) has no role. See who has: cwconsole roles list.")
                }
                known.remove(at: index)
            }
        }
    }
}

/// Changes the roles, unless that locks the one who does it out unasked.
struct RoleChange {
    private let session: Session
    private let isSure: Bool

    init(_ session: Session, isSure: Bool) {
        self.session = session
        self.isSure = isSure
    }

    func make(_ edit: (inout [RoleBinding]) throws -> Void) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let saved = try await ledger.roleBindings()
        var bindings = saved.value
        try edit(&bindings)
        let member = Membership.current
        let role = member.role(in: bindings)
        let keepsManager = bindings.contains { $0.role == .manager }
        // Without any manager the store itself refuses, and says what to do first.
        if role < .manager, !bindings.isEmpty, keepsManager, !isSure {
            throw Problem.usage(
                "This takes the role of manager from you (\(member.user)): you would be"
                    + " \(role.rawValue) and could not take it back. Say --yes to do it.")
        }
        try await ledger.saveRoleBindings(
            bindings, version: saved.version, by: session.user, now: session.time.now())
        session.output.result(
            .list(bindings) {
                ["who": .string("\($0.subject)"), "role": .string($0.role.rawValue)]
            },
            "Saved. You are \(role.rawValue) (\(member.user)).")
        return .done
    }
}
