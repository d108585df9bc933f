import IntegrationCore
import TUIWidgets

/// The credentials as a form: items from what is saved, a draft from what was typed.
///
/// The secrets are no values of the form; their items hold what may be known of them.
enum CredentialsForm: FormRoom {
    static func items(_ kind: FormKind, in state: AppState) -> [FormItem]? {
        state.setup.saved.map(items)
    }

    /// The items that show saved credentials.
    static func items(_ saved: SavedCredentials) -> [FormItem] {
        let shown = CredentialField.allCases.filter { !$0.isLegacy || !saved.hasBothKeys }
        return shown.map { field in
            FormItem(
                field.rawValue, field.label, value(field, saved),
                help: field.help.joined(separator: " "), placeholder: placeholder(field, saved))
        }
    }

    private static func value(_ field: CredentialField, _ saved: SavedCredentials) -> FormItem.Value
    {
        switch field {
        case .isOn: .check(saved.site.isOn)
        case .privateKey, .legacyPassword: .secret(SecretFacts())
        default: .text(TextFieldState(saved.site[field], limit: field.limit))
        }
    }

    private static func placeholder(_ field: CredentialField, _ saved: SavedCredentials) -> String {
        switch field {
        case .privateKey:
            guard let note = saved.key else { return "(not set yet)" }
            let day = Formatting.day(note.setAt)
            return "(set on \(day) by \(note.setBy), ends \(note.fingerprint))"
        case .legacyPassword where !saved.site.legacyUsername.isEmpty: return "(set)"
        case .certificateAuthority where !saved.site.certificateAuthorityPEM.isEmpty:
            return "(set; a path replaces it, - removes it)"
        default: return field.placeholder
        }
    }

    static func problems(of form: FormState, in state: AppState) -> [String: String] {
        var problems: [String: String] = [:]
        for (field, problem) in state.setup.review.problems {
            problems[field.rawValue] = problem
        }
        for item in form.items {
            if case .secret(let facts) = item.value, let problem = facts.problem {
                problems[item.id] = problem
            }
        }
        return problems
    }

    /// Credentials are saved after a review that needs the store: see `askForReview`.
    static func outcome(of form: FormState, in state: AppState) -> FormOutcome? { nil }
}

extension SetupState {
    /// The form as a draft; the file of the authority is read when the draft is reviewed.
    var draft: FormDraft? {
        guard let saved, let form else { return nil }
        var site = saved.site
        site.isOn = form[CredentialField.isOn.rawValue]?.isOn ?? site.isOn
        site.confirmedHost = confirmedHost ?? site.confirmedHost
        for field in CredentialField.allCases {
            guard case .text(let text)? = form[field.rawValue]?.value else { continue }
            site[field] = text.text
        }
        let path = form[CredentialField.certificateAuthority.rawValue]?.text ?? ""
        return FormDraft(site: site, authorityFile: path)
    }

    /// Takes over what a review made of the texts; the field that is being edited stays.
    mutating func take(reviewed site: ConnectWiseSite) {
        for field in CredentialField.allCases where !isEditing || field != focus {
            form?.change(field.rawValue) { item in
                guard case .text(let text) = item.value, text.text != site[field],
                    field != .certificateAuthority
                else { return }
                item.value = .text(TextFieldState(site[field], limit: field.limit))
            }
        }
    }
}

extension ConnectWiseSite {
    /// The text of a field of the form; empty for what is no text or is not kept as one.
    fileprivate subscript(field: CredentialField) -> String {
        get {
            switch field {
            case .siteURL: url
            case .company: company
            case .publicKey: publicKey
            case .clientID: clientID
            case .solution: solution
            case .apiVersion: apiVersion
            case .legacyUsername: legacyUsername
            case .isOn, .privateKey, .certificateAuthority, .legacyPassword: ""
            }
        }
        set {
            switch field {
            case .siteURL: url = newValue
            case .company: company = newValue
            case .publicKey: publicKey = newValue
            case .clientID: clientID = newValue
            case .solution: solution = newValue
            case .apiVersion: apiVersion = newValue
            case .legacyUsername: legacyUsername = newValue
            case .isOn, .privateKey, .certificateAuthority, .legacyPassword: break
            }
        }
    }
}

/// A form on its way to a review, a test or the store, without the secrets.
struct FormDraft: Equatable, Sendable {
    /// The site; `certificateAuthorityPEM` is what is saved now.
    var site: ConnectWiseSite
    /// The path that was typed: empty keeps the saved authority, `-` takes it away.
    var authorityFile: String
}
