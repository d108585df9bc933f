import IntegrationCore

/// What a form is about; a pane with a form adds a case here and its room below.
enum FormKind: Equatable, Sendable {
    /// A partner's name: a new one's, or this one's.
    case addPartner, renamePartner(String)
    /// Where ConnectWise is and how to sign in; this form stands in the pane itself.
    case credentials
    /// The integration settings; *bill this service* of every cross-reference.
    case settings, billing
    /// A rule and a service; nil is a new one.
    case rule(RowID<NotificationRule>?), crossReference(String?)
    /// An account of a customer.
    case account(RowID<Account>, customer: Int64)

    /// Who fills, checks and saves the form.
    var room: any FormRoom.Type {
        switch self {
        case .addPartner, .renamePartner: PartnerForm.self
        case .credentials: CredentialsForm.self
        case .settings: SettingsForm.self
        case .billing: BillingForm.self
        case .rule: RuleForm.self
        case .crossReference: CrossReferenceForm.self
        case .account: AccountForm.self
        }
    }
}

/// What a pane says about its form; everything else is the same for all forms.
protocol FormRoom {
    /// The items with what is stored now; nil when the record is gone.
    static func items(_ kind: FormKind, in state: AppState) -> [FormItem]?
    /// What is wrong, as a sentence by item id.
    static func problems(of form: FormState, in state: AppState) -> [String: String]
    /// What the new value of one item means for the others.
    static func changed(_ id: String, _ form: inout FormState)
    /// What is worth knowing and keeps nobody from saving, as a sentence by item id.
    static func warnings(of form: FormState, in state: AppState) -> [String: String]
    /// What saving does; nil when it cannot be said, because something is wrong.
    static func outcome(of form: FormState, in state: AppState) -> FormOutcome?
}

extension FormRoom {
    static func changed(_ id: String, _ form: inout FormState) {}
    static func warnings(of form: FormState, in state: AppState) -> [String: String] { [:] }
}

/// What saving a form leads to.
enum FormOutcome: Equatable, Sendable {
    /// A change of the store: the form stays until it is made, and says when it is refused.
    case change(Change)
    /// Work in the background: the form closes, and the pane shows the progress.
    case job(Job)
}
