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
    /// What was typed, with the marker; nil until the saved values are here.
    var form: FormState?
    /// Whether keys go to the field with the marker.
    var isEditing = false
    /// What the last review said, and the fields that were left.
    var review = FormReview(), visited: Set<CredentialField> = []
    /// The host outside the cloud that was confirmed in the form and is not saved yet.
    var confirmedHost: String?
    /// What to do when the review that was asked for is good.
    var intent: Intent?
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

    /// The field with the marker.
    var focus: CredentialField? { form?.current.flatMap { CredentialField(rawValue: $0.id) } }

    /// Whether the form differs from what is saved.
    var hasChanges: Bool { form?.hasChanges == true }

    /// Whether a secret was typed.
    var hasSecrets: Bool { form?.items.contains { $0.secret?.isEmpty == false } == true }

    /// Takes saved values over; what was typed meanwhile stays, with theirs beside it (B43).
    mutating func take(_ credentials: SavedCredentials) {
        let isReplaced = saved?.key != credentials.key
        saved = credentials
        let fresh = CredentialsForm.items(credentials)
        guard var form, form.items.map(\.id) == fresh.map(\.id) else {
            rebuild()
            return
        }
        form.compare(with: fresh)
        if isReplaced {
            form.change(CredentialField.privateKey.rawValue) { item in
                if item.isChanged {
                    item.note = "replaced by somebody else; saving replaces theirs"
                }
            }
        }
        self.form = form
    }

    /// Makes the form anew from what is saved; what was typed into a field that stays, stays.
    mutating func rebuild() {
        guard let saved else { return }
        var next = FormState(
            .credentials, title: SetupPart.credentials.title, items: CredentialsForm.items(saved))
        next.move(to: (focus ?? .siteURL).rawValue)
        for item in form?.items ?? [] where item.isChanged {
            next.change(item.id) { $0.value = item.value }
        }
        form = next
    }

    /// Takes over what may be known of a secret that was edited.
    mutating func take(_ facts: SecretFacts, _ field: CredentialField) {
        form?.change(field.rawValue) { item in
            item.value = .secret(facts)
            item.note = facts.note
            item.problem = facts.problem ?? ""
        }
    }

    /// Takes every unsaved change back.
    mutating func discard() {
        form?.discard()
        review = FormReview()
        visited = []
        confirmedHost = nil
        intent = nil
        isEditing = false
    }
}

/// The credentials as saved, without the key.
struct SavedCredentials: Equatable, Sendable {
    /// The site, the version to hand back on save, and who saved it when.
    var site: ConnectWiseSite, version: Int64, savedBy: String?, savedAt: Timestamp?
    /// The facts about the stored private key; nil when there is none.
    var key: SecretNote?

    /// Whether both REST keys are saved; then there is no legacy login any more.
    var hasBothKeys: Bool { key != nil && !site.publicKey.isEmpty }
}

/// What a review said, without the key.
struct FormReview: Equatable, Sendable {
    /// The site as it would be saved, notes and problems by field, and a host to be confirmed.
    var site: ConnectWiseSite?
    var notes: [CredentialField: String] = [:]
    var problems: [CredentialField: String] = [:]
    var hostToConfirm: String?
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
