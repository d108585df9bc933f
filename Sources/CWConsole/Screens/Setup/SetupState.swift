import IntegrationCore
import TUIWidgets

/// The credentials form: what is saved, what was typed, what is wrong with it.
struct SetupState: Equatable, Sendable {
    /// The open part, and the row of the settings with the marker.
    var part = SetupPart.credentials, settingRow = 0
    /// Settings and cross-references as saved; nil until they were read.
    var settings: SavedSettings?, references: SavedReferences?
    /// What is saved; nil until it was read.
    var saved: SavedCredentials?
    /// What was typed; nil until the saved values are here.
    var form: CredentialForm?
    /// The field with the marker, and whether keys go to it.
    var focus = FormField.siteURL, isEditing = false
    /// What the last review said, the fields that were left, and what is said beside a field.
    var review = FormReview(), visited: Set<FormField> = [], notes: [FormField: String] = [:]
    /// What to do when the review that was asked for is good.
    var intent: Intent?
    /// What may be known of the private key that was typed.
    var key = KeyFacts()
    /// A test of the connection; its number goes up with each.
    var test: ConnectionTest?, lastTest = 0
    /// Where to go once the form is saved.
    var leavingFor: Leaving?

    /// What a review is for.
    enum Intent: Equatable, Sendable {
        case check, save, test
    }

    /// Where an operator wanted to go when unsaved changes were in the way.
    enum Leaving: Equatable, Sendable {
        case pane(Pane), partner(Partner), quit
    }

    /// Whether the form differs from what is saved.
    var hasChanges: Bool {
        guard let saved, let form else { return false }
        return !key.isEmpty || FormField.allCases.contains { form.isChanged($0, from: saved) }
    }

    /// Takes saved values over; what was typed meanwhile stays.
    mutating func take(_ credentials: SavedCredentials) {
        let hadChanges = hasChanges
        saved = credentials
        if form == nil || !hadChanges { form = CredentialForm(credentials.site) }
    }

    /// Takes every unsaved change back.
    mutating func discard() {
        guard let saved else { return }
        form = CredentialForm(saved.site)
        review = FormReview()
        visited = []
        notes = [:]
        intent = nil
        isEditing = false
    }

    /// What is wrong with a field, for those who left it; empty when nothing is.
    func problem(_ field: FormField) -> String {
        if field == .privateKey, let problem = key.problem { return problem }
        guard visited.contains(field), !(isEditing && focus == field),
            let name = field.reviewed
        else { return "" }
        return review.problems[name] ?? ""
    }

    /// What was done to a field; empty when nothing was.
    func note(_ field: FormField) -> String {
        if field == .privateKey, !key.note.isEmpty { return key.note }
        if let note = notes[field], !note.isEmpty { return note }
        return field.reviewed.flatMap { review.notes[$0] } ?? ""
    }
}

/// The credentials as saved, without the key.
struct SavedCredentials: Equatable, Sendable {
    /// The site, the version to hand back on save, and who saved it when.
    var site: ConnectWiseSite, version: Int64, savedBy: String?, savedAt: Timestamp?
    /// The facts about the stored private key; nil when there is none.
    var key: SecretNote?
}

/// What a review said, without the key.
struct FormReview: Equatable, Sendable {
    /// The site as it would be saved, notes and problems by field, and a host to be confirmed.
    var site: ConnectWiseSite?
    var notes: [CredentialsReview.Field: String] = [:]
    var problems: [CredentialsReview.Field: String] = [:]
    var hostToConfirm: String?
}

/// What may be known of a private key while it is typed.
struct KeyFacts: Equatable, Sendable {
    /// How many characters, and where the caret stands.
    var count = 0, caret = 0
    /// What the last edit did, and what is wrong.
    var note = "", problem: String?

    /// Whether nothing was typed: then the stored key stays.
    var isEmpty: Bool { count == 0 }
}

/// A test of the connection, stage by stage.
struct ConnectionTest: Equatable, Sendable {
    /// The test's number, and when it began.
    let number: Int, startedAt: Timestamp
    /// The stages so far, whether more is to come, and whether it was cancelled.
    var stages: [ConnectionStage] = [], isRunning = true, wasCancelled = false

    /// The first stage that failed.
    var failed: ConnectionStage? { stages.first { $0.outcome == .failed } }
}
