import IntegrationCore
import TUIWidgets

extension Command {
    /// The commands of the pane.
    static let crossReferenceCommands: [Command] = [
        Command(
            .open, "Edit", "Edits Level, Type, product and the rest of the service.",
            keys: ["enter"], in: [.crossReferences], footer: 80, needs: .manager,
            refusal: { Refusal.noRow($0) }),
        Command(
            .pickProduct, "Product", "Picks the product of the service out of the catalog.",
            keys: ["p"], in: [.crossReferences], footer: 75, needs: .manager,
            refusal: { Refusal.noRow($0) }),
        Command(
            .addService, "New service", "Adds a service of the partner's own.", keys: ["n"],
            in: [.crossReferences], footer: 40, needs: .manager,
            refusal: { Refusal.noRow($0) }),
        Command(
            .billService, "Bill",
            "Bills the service under the cursor, or stops billing it: *bill this service*.",
            keys: ["space"], in: [.crossReferences], footer: 60,
            needs: .manager, refusal: { Refusal.needs(.manager, $0) ?? Refusal.noRow($0) }),
        Command(
            .checkReferences, "Check",
            "Compares every cross-reference with the ones in ConnectWise; changes nothing.",
            keys: ["c"], in: [.crossReferences], footer: 70,
            refusal: { Refusal.checkReferences($0) }),
        Command(
            .repairReference, "Repair",
            "Shows the requests that put the service right in ConnectWise, and asks once.",
            keys: ["f"], in: [.crossReferences], footer: 65,
            needs: .manager, refusal: { Refusal.repairReference($0) }),
        Command(
            .repairReferences, "Repair all",
            "Shows the requests that put every service right, and asks once.",
            keys: ["F"], in: [.crossReferences], footer: 55,
            needs: .manager, refusal: { Refusal.repairReferences($0) }),
        Command(
            .deleteService, "Delete",
            "Deletes a service of the partner's own; z takes that back for ten seconds.",
            keys: ["d"], in: [.crossReferences], footer: 30,
            needs: .manager, refusal: { Refusal.deleteService($0) }),
        Command(
            .nextPart, "Detail", "Moves between the list and the detail of its row.",
            keys: ["tab", "right"], in: [.crossReferences], footer: 35,
            refusal: { Refusal.noRow($0) }),
        Command(
            .previousPart, "List", "Moves back to the list.", keys: ["shift-tab", "left"],
            in: [.crossReferences], refusal: { Refusal.noRow($0) }),
    ]
}

extension Refusal {
    static func checkReferences(_ state: AppState) -> String? {
        if state.jobs[.references]?.isRunning == true {
            return "the check is running; Esc stops it"
        }
        return noRow(state)
    }

    static func repairReferences(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) ?? noRow(state) { return reason }
        if state.jobs[.repair]?.isRunning == true { return "a repair is running" }
        if !state.repairsHere.isEmpty {
            return "an earlier repair was interrupted; R goes on with it first"
        }
        let pane = state.crossReferences
        guard pane.report != nil else { return "nothing is checked yet; press c first" }
        return pane.repair == nil ? "nothing here that the program can repair" : nil
    }

    static func repairReference(_ state: AppState) -> String? {
        let pane = state.crossReferences
        if pane.report == nil || !state.repairsHere.isEmpty {
            return repairReferences(state)
        }
        if let reason = Refusal.needs(.manager, state) ?? noRow(state) { return reason }
        if state.jobs[.repair]?.isRunning == true { return "a repair is running" }
        guard let current = pane.current, let finding = pane.finding(current) else {
            return "changed since the check; press c first"
        }
        return finding.steps.isEmpty ? "nothing here that the program can repair" : nil
    }

    static func deleteService(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) ?? noRow(state) { return reason }
        return state.crossReferences.current?.isOwn == true
            ? nil : "one of the twelve services stays; Space stops billing it"
    }
}
