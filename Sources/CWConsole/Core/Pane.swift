import TUIWidgets

/// The panes that exist, in the order of their keys.
enum Pane: String, CaseIterable, Sendable {
    case overview, events, failed, customers, managedIDs, crossReferences, rules, setup

    /// The key that opens it; the numbers of later panes stay free.
    var key: Key {
        switch self {
        case .overview: "1"
        case .events: "2"
        case .failed: "3"
        case .customers: "4"
        case .managedIDs: "5"
        case .crossReferences: "6"
        case .rules: "8"
        case .setup: "9"
        }
    }

    /// Its name in tabs and titles.
    var title: String {
        switch self {
        case .overview: "Overview"
        case .events: "Events"
        case .failed: "Failed"
        case .customers: "Customers"
        case .managedIDs: "Managed IDs"
        case .crossReferences: "Cross-refs"
        case .rules: "Rules"
        case .setup: "Setup"
        }
    }

    /// Its name in the tabs of a screen of 80 columns.
    var shortTitle: String {
        switch self {
        case .overview: "Home"
        case .customers: "Cust"
        case .managedIDs: "IDs"
        case .crossReferences: "Xrefs"
        case .events, .failed, .rules, .setup: title
        }
    }

    /// Key and name, as they stand in the border.
    var heading: String { "\(key) \(title)" }

    /// Where its keys are looked up.
    var scope: Scope {
        switch self {
        case .overview: .overview
        case .events: .events
        case .failed: .failed
        case .customers: .customers
        case .managedIDs: .managedIDs
        case .crossReferences: .crossReferences
        case .rules: .rules
        case .setup: .setup
        }
    }
}

/// Where a key is looked up: the front layer decides.
enum Scope: String, CaseIterable, Sendable {
    case overview, events, failed, customers, managedIDs, crossReferences, rules, setup
    /// The other parts of Setup.
    case settings, doctor
    /// The `/` line, a field of a form, and what lies in front of the panes.
    case filter, field, dialog, help, palette, search, messages, audit, form, picker, partners
    /// Proposed companies, the requests of repairs, and a number being typed.
    case matching, plan, entry

    /// The scopes of panes.
    static let panes = Set(Pane.allCases.map(\.scope)).union(SetupPart.allCases.map(\.scope))

    /// The scopes that take a pane's place until they are left.
    static let reviews: Set<Scope> = [.matching, .plan]

    /// Whether printable keys are text here.
    var takesText: Bool {
        switch self {
        case .filter, .field, .palette, .search, .form, .picker, .entry: true
        default: false
        }
    }
}
