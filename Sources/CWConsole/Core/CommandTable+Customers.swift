import IntegrationCore
import TUIWidgets

extension Command {
    /// The commands of the pane of customers, and of the review of proposed companies.
    static let customerCommands: [Command] = [
        Command(
            .open, "Open", "Unfolds the customer, edits the account, or links what waits.",
            keys: ["enter"], in: [.customers], footer: 70,
            refusal: { CustomerRefusal.open($0) }),
        Command(
            .unfold, "Unfold", "Shows the accounts of the customer.", keys: ["right"],
            in: [.customers], refusal: { CustomerRefusal.noCustomer($0) }),
        Command(
            .fold, "Fold", "Hides the accounts of the customer.", keys: ["left"],
            in: [.customers], refusal: { CustomerRefusal.noCustomer($0) }),
        Command(
            .mapCompany, "Map", "Proposes a company for the customer, or links what waits.",
            keys: ["m"], in: [.customers], footer: 80, needs: .manager,
            refusal: { CustomerRefusal.map($0) }),
        Command(
            .pickCompany, "Pick company", "Picks the customer's company by a part of its name.",
            keys: ["p"], in: [.customers], footer: 55, needs: .manager,
            refusal: { CustomerRefusal.noCustomer($0) }),
        Command(
            .matchAll, "Match all", "Proposes a company for every customer, to be reviewed.",
            keys: ["M"], in: [.customers], footer: 60, needs: .manager,
            refusal: { CustomerRefusal.match($0) }),
        Command(
            .unmap, "Unmap", "Takes the company away from the customer.", keys: ["u"],
            in: [.customers], footer: 20, needs: .manager, refusal: { CustomerRefusal.unmap($0) }),
        Command(
            .synchronize, "Sync now", "Synchronises the customer now, past its twelve hours.",
            keys: ["s"], in: [.customers], footer: 50,
            refusal: { CustomerRefusal.synchronize($0) }),
        Command(
            .onlyAccount, "Event log", "Opens the event log of the account.", keys: ["E"],
            in: [.customers], footer: 40, refusal: { CustomerRefusal.noAccount($0) }),
        Command(
            .filter, "Filter", "Shows only rows that contain a text.", keys: ["/"],
            in: [.customers, .managedIDs], footer: 55),
        Command(
            .nextPart, "Detail", "Moves between the list and the detail of its row.",
            keys: ["tab"], in: [.customers], footer: 42, refusal: { Refusal.noRow($0) }),
        Command(
            .nextPart, "Detail", "Moves between the list and the detail of its row.",
            keys: ["tab"], in: [.managedIDs], refusal: { Refusal.noRow($0) }),
        Command(
            .previousPart, "List", "Moves back to the list.", keys: ["shift-tab"],
            in: [.customers, .managedIDs], refusal: { Refusal.noRow($0) }),
        Command(
            .toggle, "Accept", "Accepts the company for the customer, or rejects it.",
            keys: ["space"], in: [.matching], footer: 80,
            refusal: { CustomerRefusal.accept($0) }),
        Command(
            .nextChoice, "Other company", "Shows the next company that it may be.",
            keys: ["right", "enter"], in: [.matching], footer: 60,
            refusal: { CustomerRefusal.otherCompany($0) }),
        Command(
            .previousChoice, "Company before", "Shows the company before.", keys: ["left"],
            in: [.matching], refusal: { CustomerRefusal.otherCompany($0) }),
        Command(
            .save, "Apply", "Maps the accepted customers after one question.", keys: ["ctrl-s"],
            in: [.matching], footer: 90, refusal: { CustomerRefusal.apply($0) }),
        Command(
            .accept, "Take", "Takes the number that was typed.", keys: ["enter"], in: [.entry],
            footer: 80),
        Command(
            .back, "Cancel", "Closes the line; nothing happens.", keys: ["esc"], in: [.entry],
            footer: 90),
    ]
}

/// Why commands of the pane of customers cannot run now.
enum CustomerRefusal {
    static func open(_ state: AppState) -> String? {
        guard let row = state.customers.currentRow else { return "no row under the cursor" }
        switch row.content {
        case .waiting: return Refusal.needs(.manager, state)
        case .account: return Refusal.needs(.manager, state).map { "\($0); Tab shows the account" }
        case .customer: return nil
        }
    }

    static func noCustomer(_ state: AppState) -> String? {
        state.customers.currentCustomer == nil ? "no customer under the cursor" : nil
    }

    static func map(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) { return reason }
        if case .waiting = state.customers.currentRow?.content { return nil }
        return noCustomer(state) ?? match(state)
    }

    static func match(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) { return reason }
        if state.jobs[.match]?.isRunning == true { return "still looking; Esc stops that" }
        if state.overview.reading?.hasCredentials == false {
            return "no ConnectWise credentials yet; enter them in Setup (9)"
        }
        return state.customers.summaries.isEmpty ? "there is no customer yet" : nil
    }

    static func unmap(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) ?? noCustomer(state) { return reason }
        return state.customers.currentCustomer?.customer.companyID == nil
            ? "this customer has no company; m finds one" : nil
    }

    static func synchronize(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) ?? noCustomer(state) { return reason }
        return state.customers.currentCustomer?.customer.companyID == nil
            ? "this customer has no company to synchronise with; m finds one" : nil
    }

    static func noAccount(_ state: AppState) -> String? {
        state.customers.currentAccount == nil
            ? "no account under the cursor; Enter unfolds a customer" : nil
    }

    static func accept(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) { return reason }
        guard let row = state.customers.review?.currentRow else { return "nothing to accept yet" }
        if row.isSo { return "this is the customer's company already" }
        return row.candidate == nil ? "no company has a name like this one" : nil
    }

    static func otherCompany(_ state: AppState) -> String? {
        guard let row = state.customers.review?.currentRow else { return "no row under the cursor" }
        return row.match.candidates.count < 2 ? "no other company has a name like this one" : nil
    }

    static func apply(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) { return reason }
        if state.jobs[.match]?.isRunning == true { return "still looking; Esc stops that" }
        return state.customers.review?.mappings.isEmpty == false
            ? nil : "no company is accepted; Space accepts the one under the cursor"
    }
}
