import IntegrationCore

/// Checks, tests and saves a partner's credentials; the one way for form and command line.
protocol CredentialsDesk: Sendable {
    /// Cleans a draft as pasted: blanks trimmed, browser address rewritten, key blanks refused.
    ///
    /// An empty private key is a problem when the host is another than the saved one.
    ///
    /// - Throws: `LedgerError` when the saved site cannot be read.
    func review(_ draft: CredentialsDraft) async throws -> CredentialsReview

    /// Tries a draft without saving it, stage by stage; an empty private key means the stored one.
    ///
    /// The stored key goes to no other host than the one that it was saved for: a draft with
    /// another host and no key fails before anything is sent.
    ///
    /// The stream ends after the last stage, or after the first that failed.
    func test(_ draft: CredentialsDraft) -> AsyncStream<ConnectionStage>

    /// Saves a reviewed draft in one transaction and closes the circuit.
    ///
    /// - Throws: `CredentialsRefused` when the review found a problem, `LedgerError` when the
    ///   store refuses or somebody else saved since `version` was read.
    func save(_ draft: CredentialsDraft, version: Int64) async throws
}

/// Credentials as somebody typed them, before anything was checked.
struct CredentialsDraft: Sendable {
    /// The fields without the secrets; `confirmedHost` is set by the confirmation.
    var site: ConnectWiseSite
    /// The private key as typed; an empty one keeps the stored key.
    var privateKey: Secret
    /// The password of the Integrator Login as typed; an empty one keeps the stored password.
    var legacyPassword = Secret("")
}

/// The fields of the credentials, in the order of the form.
enum CredentialField: String, Sendable, CaseIterable {
    case isOn, siteURL, company, publicKey, privateKey, clientID, solution, certificateAuthority
    case apiVersion, legacyUsername, legacyPassword
}

/// What a review made of a draft.
struct CredentialsReview: Sendable {
    /// The draft as it would be saved.
    var draft: CredentialsDraft
    /// What was changed, to be said beside the field.
    var notes: [CredentialField: String] = [:]
    /// What must be mended first: the thing, the reason, the remedy.
    var problems: [CredentialField: String] = [:]
    /// The host outside ConnectWise's cloud that the operator has to confirm; nil when none.
    var hostToConfirm: String?

    /// Whether the draft can be saved as it is.
    var isAcceptable: Bool { problems.isEmpty && hostToConfirm == nil }
}

/// One stage of *Test connection* with its outcome.
struct ConnectionStage: Hashable, Sendable {
    /// What became of a stage.
    enum Outcome: String, Hashable, Sendable {
        case passed, warned, failed
    }

    /// The stage's name, like `Sign-in`; its outcome; what was found.
    var name: String, outcome: Outcome, detail: String
    /// How to mend it, step by step; empty unless it failed or warned.
    var remedy: [String]
}

/// Credentials that cannot be saved; one sentence for each problem.
struct CredentialsRefused: Error, CustomStringConvertible {
    /// The sentences, in the order of the form.
    let problems: [String]

    var description: String { problems.joined(separator: " ") }
}
