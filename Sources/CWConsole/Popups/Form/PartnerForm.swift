import IntegrationCore
import TUIWidgets

/// The name of a partner: a new one's, or another one for this.
enum PartnerForm: FormRoom {
    static func items(_ kind: FormKind, in state: AppState) -> [FormItem]? {
        let name: String
        switch kind {
        case .addPartner: name = ""
        case .renamePartner(let old): name = old
        default: return nil
        }
        return [
            FormItem(
                "name", "Name", .text(TextFieldState(name, limit: 100)),
                help: "1 to 100 characters; every partner has its own credentials, rules,"
                    + " customers and settings.")
        ]
    }

    static func problems(of form: FormState, in state: AppState) -> [String: String] {
        guard let item = form["name"] else { return [:] }
        if item.text.isEmpty { return ["name": "a name is required"] }
        if item.isChanged, state.partners.contains(where: { $0.partner.name == item.text }) {
            return ["name": "another partner has this name; choose a different one"]
        }
        return [:]
    }

    static func outcome(of form: FormState, in state: AppState) -> FormOutcome? {
        guard let name = form["name"]?.text, !name.isEmpty else { return nil }
        return .change(form.kind == .addPartner ? .addPartner(name) : .renamePartner(name))
    }
}
