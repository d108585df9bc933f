import IntegrationCore
import TUIWidgets

/// A notification rule: a new one, or one that is there (product.md 5).
enum RuleForm: FormRoom {
    private static let actions = ["Open a ConnectWise ticket", "Synchronize with ConnectWise"]
    private static let severities = Severity.allCases.sorted(by: >)
    private static let classes = EventClass.allCases
    private static let everything = Set(severities.indices)
    private static let troubles = everything.filter { severities[$0] != .info }

    static func items(_ kind: FormKind, in state: AppState) -> [FormItem]? {
        guard case .rule(let id) = kind else { return nil }
        let rule = state.rules.list?.first { $0.id == id }
        guard id == nil || rule != nil else { return nil }
        return common(rule) + ticket(rule)
    }

    private static func common(_ rule: NotificationRule?) -> [FormItem] {
        let heard = rule.map { rule in
            everything.filter { rule.severities.contains(severities[$0]) }
        }
        let events = rule?.eventClasses
        let customers = rule?.customers.map { $0.sorted().map(String.init) } ?? []
        return [
            FormItem(
                "action", "Action", .choice(actions, rule?.action == .synchronize ? 1 : 0),
                help: "A Synchronize rule needs no fields below Customers."),
            FormItem(
                "severities", "Severities",
                .set(severities.map(\.rawValue), chosen: heard ?? troubles),
                help: "A Synchronize rule listens to all, or statistics and billing never move."),
            FormItem(
                "all", "Subscribe to All Event Types", .check(events == nil),
                help: "When it is off, only the types below count."),
            FormItem(
                "events", "Event types",
                .set(
                    classes.map(\.rawValue),
                    chosen: Set(
                        classes.indices.filter { events?.contains(classes[$0]) ?? true }))),
            FormItem(
                "customers", "Customers",
                .text(TextFieldState(customers.joined(separator: ", "), limit: 1_000)),
                help: "Customer numbers with commas between them; empty means every customer."),
        ]
    }

    private static func ticket(_ rule: NotificationRule?) -> [FormItem] {
        var ticket = TicketRule(board: NamedReference(id: 0, name: ""))
        if case .ticket(let known)? = rule?.action { ticket = known }
        let board = ticket.board.id > 0 ? ticket.board : nil
        let statuses = ChoiceQuestion.statuses(board: ticket.board.id)
        var closing: NamedReference?
        if case .status(let status) = ticket.closing { closing = status }
        var items = [
            FormItem(
                "board", "Board", .pick(.boards, board),
                help: "Another board begins with its own statuses: NotResponded, first closed."),
            FormItem(
                "status", "New status", .pick(statuses, ticket.newStatus),
                help: "None means the board's status with escalation NotResponded.",
                placeholder: "(the board's NotResponded; Enter lists)"),
            FormItem(
                "closing", "Closing status", .pick(statuses, closing),
                help: "None means the first closed status of the board.",
                placeholder: "(the first closed one; Enter lists)"),
        ]
        items += severities.map { severity in
            FormItem(
                "priority-\(severity.rawValue)", "Priority of \(severity.rawValue)",
                .pick(.priorities, ticket.priorities[severity]),
                help: "None means that no priority is sent.")
        }
        return items + [
            FormItem("closes", "Closes tickets", .check(ticket.closing != .never)),
            FormItem(
                "reopen", "Reopen days",
                .text(TextFieldState(String(ticket.reopenDays), limit: 10)),
                help: "A failure within so many days of the close reopens the ticket, 0 to 365."),
            FormItem("notes", "Note on repeats", .check(ticket.notesRepeats)),
        ]
    }

    static func problems(of form: FormState, in state: AppState) -> [String: String] {
        var problems: [String: String] = [:]
        if form["severities"]?.chosen.isEmpty == true {
            problems["severities"] = "choose at least one severity"
        }
        if form["all"]?.isOn == false, form["events"]?.chosen.isEmpty == true {
            problems["events"] = "choose at least one event type, or subscribe to all"
        }
        if numbers(form, state) == nil {
            problems["customers"] = "customer numbers with commas, like 19652, 19660"
        }
        guard isTicket(form) else { return problems }
        if form["board"]?.reference == nil { problems["board"] = "a ticket needs a board" }
        if days(form) == nil { problems["reopen"] = "a whole number from 0 to 365" }
        return problems
    }

    static func changed(_ id: String, _ form: inout FormState) {
        switch id {
        case "board": boardChanged(&form)
        case "action" where form.kind == .rule(nil): actionChanged(&form)
        default: break
        }
    }

    /// A new rule that synchronises listens to everything, unless severities were chosen.
    private static func actionChanged(_ form: inout FormState) {
        let (old, new) = isTicket(form) ? (everything, troubles) : (troubles, everything)
        form.change("severities") { item in
            guard item.chosen == old else { return }
            item.value = .set(severities.map(\.rawValue), chosen: new)
        }
    }

    /// The statuses of one board mean nothing on another (contract 8.3).
    private static func boardChanged(_ form: inout FormState) {
        guard let board = form["board"] else { return }
        for id in ["status", "closing"] {
            form.change(id) { item in
                item.reset()
                guard board.isChanged else { return }
                item.value = .pick(.statuses(board: board.reference?.id ?? 0), nil)
            }
        }
    }

    static func outcome(of form: FormState, in state: AppState) -> FormOutcome? {
        guard case .rule(let id) = form.kind, problems(of: form, in: state).isEmpty,
            let customers = numbers(form, state)
        else { return nil }
        let rule = NotificationRule(
            id: id ?? RowID(0), action: isTicket(form) ? action(form, state) : .synchronize,
            severities: Set((form["severities"]?.chosen ?? []).map { severities[$0] }),
            eventClasses: form["all"]?.isOn == true
                ? nil : Set((form["events"]?.chosen ?? []).map { classes[$0] }),
            customers: customers.isEmpty ? nil : customers)
        return .change(id == nil ? .addRule(rule) : .updateRule(rule))
    }

    private static func action(
        _ form: FormState, _ state: AppState
    ) -> NotificationRule.Action {
        let board = form["board"]?.reference ?? NamedReference(id: 0, name: "")
        var ticket = TicketRule(
            board: board, newStatus: form["status"]?.reference, reopenDays: days(form) ?? 1)
        if let status = form["closing"]?.reference { ticket.closing = .status(status) }
        if form["closes"]?.isOn == false { ticket.closing = .never }
        ticket.notesRepeats = form["notes"]?.isOn ?? true
        for severity in severities {
            ticket.priorities[severity] = form["priority-\(severity.rawValue)"]?.reference
        }
        return .ticket(ticket)
    }

    private static func isTicket(_ form: FormState) -> Bool { form["action"]?.index == 0 }

    private static func days(_ form: FormState) -> Int? {
        form["reopen"].flatMap { Int($0.text) }.flatMap { (0...365).contains($0) ? $0 : nil }
    }

    /// The customer numbers; nil when one is none.
    private static func numbers(_ form: FormState, _ state: AppState) -> Set<Int64>? {
        let words = (form["customers"]?.text ?? "").split { $0 == "," || $0.isWhitespace }
        let numbers = words.compactMap { CustomerNumber.read(String($0), prefix: state.prefix) }
        return numbers.count == words.count ? Set(numbers) : nil
    }
}
