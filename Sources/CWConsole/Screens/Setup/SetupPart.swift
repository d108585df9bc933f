import IntegrationCore
import TUIWidgets

/// The parts of the Setup pane, in the order of tab.
enum SetupPart: String, CaseIterable, Sendable {
    case credentials, settings, doctor

    /// What the title says.
    var title: String {
        switch self {
        case .credentials: "ConnectWise credentials"
        case .settings: "Integration settings"
        case .doctor: "Doctor"
        }
    }

    /// Where keys are looked up.
    var scope: Scope {
        switch self {
        case .credentials: .setup
        case .settings: .settings
        case .doctor: .doctor
        }
    }

    /// The part after or before this one, round the end.
    func next(backwards: Bool) -> SetupPart {
        let all = Self.allCases
        guard let index = all.firstIndex(of: self) else { return self }
        return all[(index + (backwards ? all.count - 1 : 1)) % all.count]
    }
}

extension AppState {
    /// Carries a command of the Setup pane out, whatever part of it is open.
    mutating func runInSetup(_ id: CommandID) -> [ScreenEffect] {
        switch id {
        case .nextPart, .previousPart:
            openPart(setup.part.next(backwards: id == .previousPart))
            return []
        case .runDoctor:
            openPart(.doctor)
            return runOnDoctor(id)
        default: break
        }
        switch setup.part {
        case .credentials: return runOnSetup(id)
        case .settings:
            runOnSettings(id)
            return []
        case .doctor: return runOnDoctor(id)
        }
    }

    private mutating func openPart(_ part: SetupPart) {
        setup.part = part
        setup.isEditing = false
        reading.stale.formUnion(part == .settings ? [.settings, .references] : [])
    }

    /// The rows of the settings part: the settings, then a box for each service.
    var settingRows: [(kind: FormKind, item: FormItem)] {
        let kinds: [FormKind] = [.settings, .billing]
        return kinds.flatMap { kind in
            (kind.room.items(kind, in: self) ?? []).map { (kind, $0) }
        }
    }

    private mutating func runOnSettings(_ id: CommandID) {
        let rows = settingRows
        if let movement = id.movement {
            setup.settingRow = Scrolling.moved(
                setup.settingRow, movement, last: max(0, rows.count - 1), page: layout.listPage)
            return
        }
        guard id == .open, rows.indices.contains(setup.settingRow) else { return }
        let row = rows[setup.settingRow]
        openForm(row.kind, title: row.kind == .billing ? "Bill this service" : "Settings")
        guard var form else { return }
        form.move(to: row.item.id)
        keep(form)
    }
}
