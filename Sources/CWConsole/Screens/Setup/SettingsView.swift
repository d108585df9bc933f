import IntegrationCore
import TUIWidgets

/// Draws the settings part of the Setup pane.
enum SettingsView {
    static func draw(_ state: AppState, in rect: Rect, into grid: inout Grid) {
        let rows = state.settingRows
        guard !rows.isEmpty else {
            grid.draw(Loading.text(state, .settings).restyled { _ in .muted }, in: rect)
            return
        }
        let fields = rows.map { row in
            Form.Field(
                label: row.item.label,
                input: .fixed(StyledText(FormItem.words(row.item.value), .title)))
        }
        grid.draw(
            Form(
                fields: fields, focus: state.popups.isEmpty ? state.setup.settingRow : nil,
                isEditing: false), in: rect)
    }

    /// `saved 2026-11-03 by kim`.
    static func trailing(_ state: AppState) -> StyledText {
        guard let saved = state.setup.settings, let at = saved.savedAt, let by = saved.savedBy
        else {
            return ""
        }
        return StyledText("saved \(Formatting.day(at)) by \(by)", .muted)
    }
}
