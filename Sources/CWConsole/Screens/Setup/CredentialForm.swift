import IntegrationCore
import TUIWidgets

/// The fields of the credentials form, top to bottom.
enum FormField: String, CaseIterable, Sendable {
    case isOn, siteURL, company, publicKey, privateKey, clientID, solution, certificateAuthority
    case apiVersion

    /// The words of product.md section 3.
    var label: String {
        switch self {
        case .isOn: "ConnectWise PSA"
        case .siteURL: "Site URL"
        case .company: "Company ID"
        case .publicKey: "Public API key"
        case .privateKey: "Private API key"
        case .clientID: "Client ID"
        case .solution: "Management solution"
        case .certificateAuthority: "CA file"
        case .apiVersion: "API version"
        }
    }

    /// The label on a narrow screen.
    var shortLabel: String {
        switch self {
        case .isOn: "PSA"
        case .company: "Company"
        case .publicKey: "Public key"
        case .privateKey: "Private key"
        case .solution: "Solution"
        case .apiVersion: "Version"
        case .siteURL, .clientID, .certificateAuthority: label
        }
    }

    /// The field as reviews name it; the check box needs none.
    var reviewed: CredentialsReview.Field? {
        switch self {
        case .isOn: nil
        case .siteURL: .siteURL
        case .company: .company
        case .publicKey: .publicKey
        case .privateKey: .privateKey
        case .clientID: .clientID
        case .solution: .solution
        case .certificateAuthority: .certificateAuthority
        case .apiVersion: .apiVersion
        }
    }

    /// The text of an empty field, in brackets so that nobody takes it for a value.
    var placeholder: String {
        switch self {
        case .siteURL: "(https://na.myconnectwise.net)"
        case .company: "(the login company)"
        case .publicKey: "(the API member's public key)"
        case .clientID: "(a GUID of developer.connectwise.com)"
        case .solution: "(as in ConnectWise, up to 30 letters)"
        case .certificateAuthority: "(only for a private authority: PEM)"
        case .apiVersion: "(2025.16)"
        case .isOn, .privateKey: ""
        }
    }

    /// The field after or before this one, round the end.
    func next(backwards: Bool = false) -> FormField {
        let all = Self.allCases
        guard let index = all.firstIndex(of: self) else { return self }
        return all[(index + (backwards ? all.count - 1 : 1)) % all.count]
    }
}

/// What was typed into the form; the private key is not in here.
struct CredentialForm: Equatable, Sendable {
    /// The *ConnectWise PSA* check box.
    var isOn: Bool
    /// The text fields by name.
    var texts: [FormField: TextFieldState]
    /// The host outside the cloud that was confirmed, and the PEM text that is saved.
    var confirmedHost: String, savedPEM: String

    /// Fills the form with saved values.
    init(_ site: ConnectWiseSite) {
        isOn = site.isOn
        confirmedHost = site.confirmedHost
        savedPEM = site.certificateAuthorityPEM
        texts = [
            .siteURL: TextFieldState(site.url, limit: 300),
            .company: TextFieldState(site.company, limit: 100),
            .publicKey: TextFieldState(site.publicKey, limit: 200),
            .clientID: TextFieldState(site.clientID, limit: 100),
            .solution: TextFieldState(site.solution, limit: 100),
            .certificateAuthority: TextFieldState("", limit: 1_000),
            .apiVersion: TextFieldState(site.apiVersion, limit: 40),
        ]
    }

    /// The text of a field.
    func text(_ field: FormField) -> String { texts[field]?.text ?? "" }

    /// Whether a field differs from what is saved.
    func isChanged(_ field: FormField, from saved: SavedCredentials) -> Bool {
        switch field {
        case .isOn: isOn != saved.site.isOn
        case .privateKey: false
        case .certificateAuthority: !text(field).isEmpty
        case .siteURL: text(field) != saved.site.url
        case .company: text(field) != saved.site.company
        case .publicKey: text(field) != saved.site.publicKey
        case .clientID: text(field) != saved.site.clientID
        case .solution: text(field) != saved.site.solution
        case .apiVersion: text(field) != saved.site.apiVersion
        }
    }

    /// The form as a draft; the file of the authority is read when the draft is reviewed.
    var draft: FormDraft {
        var site = ConnectWiseSite()
        site.isOn = isOn
        site.url = text(.siteURL)
        site.company = text(.company)
        site.publicKey = text(.publicKey)
        site.clientID = text(.clientID)
        site.solution = text(.solution)
        site.apiVersion = text(.apiVersion)
        site.confirmedHost = confirmedHost
        site.certificateAuthorityPEM = savedPEM
        return FormDraft(site: site, authorityFile: text(.certificateAuthority))
    }

    /// Takes over what a review made of the texts; a field that is being edited stays.
    mutating func take(_ site: ConnectWiseSite, except field: FormField?) {
        let values: [(FormField, String)] = [
            (.siteURL, site.url), (.company, site.company), (.publicKey, site.publicKey),
            (.clientID, site.clientID), (.solution, site.solution),
            (.apiVersion, site.apiVersion),
        ]
        for (name, value) in values where name != field && text(name) != value {
            texts[name] = TextFieldState(value, limit: texts[name]?.limit ?? 300)
        }
    }
}

/// A form on its way to a review, a test or the store, without the private key.
struct FormDraft: Equatable, Sendable {
    /// The site; `certificateAuthorityPEM` is what is saved now.
    var site: ConnectWiseSite
    /// The path that was typed: empty keeps the saved authority, `-` takes it away.
    var authorityFile: String
}
