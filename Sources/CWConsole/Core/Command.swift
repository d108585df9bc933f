import IntegrationCore
import TUIWidgets

/// What an operator can do; the raw value is the command's stable name.
enum CommandID: String, CaseIterable, Sendable {
    case up, down, pageUp = "page-up", pageDown = "page-down", first, last
    case showOverview = "show-overview", showEvents = "show-events", showFailed = "show-failed"
    case showCustomers = "show-customers", showManagedIDs = "show-managed-ids"
    case showCrossReferences = "show-cross-references", showRules = "show-rules"
    case showSetup = "show-setup"
    case help, palette, filter, messages, quit, back, repaint, suspend, interrupt
    case logSize = "log-size", nextPart = "next-part", previousPart = "previous-part"
    case open, follow, search, nextError = "next-error", nextWarning = "next-warning"
    case onlyAccount = "only-account", rawBody = "raw-body"
    case reprocess, reprocessAll = "reprocess-all", group
    case mark, range, markAll = "mark-all", unmarkAll = "unmark-all"
    case toggle, save, test, discard
    case fix
    case nextField = "next-field", previousField = "previous-field", leaveField = "leave-field"
    case mapCompany = "map-company", matchAll = "match-all", unmap, synchronize, fold, unfold
    case check, addManagedID = "add-managed-id", repair, resumeRepair = "resume-repair"
    case undoRepair = "undo-repair"
    case nextChoice = "next-choice", previousChoice = "previous-choice", accept
    case partners, addPartner = "add-partner", renamePartner = "rename-partner"
    case runDoctor = "run-doctor"
    case undo, takeTheirs = "take-theirs", keepMine = "keep-mine", retry
    case audit, verify
    case billService = "bill-service", deleteService = "delete-service"
    case checkReferences = "check-references", repairReference = "repair-reference"
    case repairReferences = "repair-references"
    case addRule = "add-rule", addService = "add-service", pickProduct = "pick-product",
        pickCompany = "pick-company"
    case deleteRule = "delete-rule", testTicket = "test-ticket"
}

/// One row of the command table: it feeds dispatch, footer, `?` help, `:` palette and README.
struct Command: Sendable {
    /// The command, one or two words for the footer, and a sentence for help and palette.
    let id: CommandID, label: String, help: String
    /// The keys, the one to print first.
    let keys: [Key]
    /// Where the keys do this.
    let scopes: Set<Scope>
    /// Place in the footer: higher stays longer when room is short, 0 is never shown.
    let footer: Int
    /// The role that it needs.
    let needs: OperatorRole
    private let obstacle: @Sendable (AppState) -> String?

    init(
        _ id: CommandID, _ label: String, _ help: String, keys: [Key], in scopes: Set<Scope>,
        footer: Int = 0, needs: OperatorRole = .auditor,
        refusal: @escaping @Sendable (AppState) -> String? = { _ in nil }
    ) {
        self.id = id
        self.label = label
        self.help = help
        self.keys = keys
        self.scopes = scopes
        self.footer = footer
        self.needs = needs
        obstacle = refusal
    }

    /// Why the operator's role forbids it; nil when it does not.
    func barrier(_ state: AppState) -> String? { Refusal.needs(needs, state) }

    /// Why it cannot run now, as a sentence that names the remedy; nil when it can.
    func refusal(_ state: AppState) -> String? { barrier(state) ?? obstacle(state) }

    /// The key as printed: capital letters stay, names are written as on the keyboard.
    var keyName: String { keys.first.map(Self.name) ?? "" }

    /// The keyboard's name of a key.
    static func name(_ key: Key) -> String {
        let text = key.description
        switch key.code {
        case .named(.enter): return "Enter"
        case .named(.escape): return "Esc"
        case .named(.space): return "Space"
        case .named(.pageUp): return text.replacing("pgup", with: "PgUp")
        case .named(.pageDown): return text.replacing("pgdn", with: "PgDn")
        case .named(let name) where key.modifiers.contains(.shift):
            return "Shift-" + name.rawValue.prefix(1).uppercased() + name.rawValue.dropFirst()
        case .named: return text.prefix(1).uppercased() + text.dropFirst()
        case .function(let number): return "F\(number)"
        case .character: return text
        }
    }
}

extension Command {
    /// All commands, in the order of help and footer.
    static let table: [Command] =
        paneCommands + customerCommands + repairCommands + managedIDCommands
        + crossReferenceCommands + ruleCommands + setupCommands + auditCommands
        + popupCommands + partnerCommands
        + everywhereCommands

    private static let lookup: [Scope: [Key: Command]] = {
        var result: [Scope: [Key: Command]] = [:]
        for command in table {
            for scope in command.scopes {
                for key in command.keys { result[scope, default: [:]][key] = command }
            }
        }
        return result
    }()

    /// The command of a key in a scope.
    static func find(_ key: Key, in scope: Scope) -> Command? { lookup[scope]?[key] }

    /// The commands of a scope, in the order of the table.
    static func all(in scope: Scope) -> [Command] {
        table.filter { $0.scopes.contains(scope) }
    }

    /// The first command with a name that belongs to a scope, else to any.
    static func named(_ id: CommandID, in scope: Scope) -> Command? {
        table.first { $0.id == id && $0.scopes.contains(scope) } ?? table.first { $0.id == id }
    }

    /// The commands that the palette offers: everything that can be done on a pane, once each.
    static let offered: [Command] = {
        var seen: Set<CommandID> = []
        return table.filter {
            !$0.scopes.isDisjoint(with: Scope.panes) && seen.insert($0.id).inserted
        }
    }()
}
