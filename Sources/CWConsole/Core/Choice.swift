import IntegrationCore
import TUIWidgets

/// A row that a picker offers.
struct Choice: Equatable, Sendable, Identifiable {
    /// ConnectWise's id of the row, its name, and what is said beside it.
    var id: Int64, name: String, note = ""
    /// How it is coloured: a warning for what should not be chosen.
    var role = Role.plain

    /// The row as settings keep it.
    var reference: NamedReference { NamedReference(id: id, name: name) }
}

/// What a picker asks for; a text is what was typed so far.
enum ChoiceQuestion: Hashable, Sendable {
    /// Records of ConnectWise.
    case companies(String), products(String), boards, statuses(board: Int64), priorities
    case configurationTypes, agreementTypes, solutions
    /// The accounts of a customer that can be the parent of one.
    case parents(of: RowID<Account>, customer: Int64)

    /// Who is asked, in words.
    var source: String {
        if case .parents = self { "the store" } else { "ConnectWise" }
    }
}
