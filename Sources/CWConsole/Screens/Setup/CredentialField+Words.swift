/// How the form names the fields of the credentials.
extension CredentialField {
    /// Whether it belongs to the login that REST keys replace.
    var isLegacy: Bool { self == .legacyUsername || self == .legacyPassword }

    /// Whether it is typed into the vault and never shown.
    var isSecret: Bool { self == .privateKey || self == .legacyPassword }

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
        case .legacyUsername: "Integrator login"
        case .legacyPassword: "Integrator password"
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
        case .legacyUsername: "Login"
        case .legacyPassword: "Password"
        case .siteURL, .clientID, .certificateAuthority: label
        }
    }

    /// The most characters that the field takes: more than any right value has.
    var limit: Int {
        switch self {
        case .certificateAuthority: 1_000
        case .siteURL: 400
        default: 200
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
        case .legacyUsername: "(only without REST keys)"
        case .isOn, .privateKey, .legacyPassword: ""
        }
    }
}
