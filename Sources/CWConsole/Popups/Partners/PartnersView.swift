import IntegrationCore
import TUIWidgets

/// `P`: the partners of the store, and how each stands.
enum PartnersView {
    static func draw(_ selected: Int, _ state: AppState, in rect: Rect, into grid: inout Grid) {
        let rows = max(8, min(rect.rows, state.partners.count + 5))
        let area = PopupFrame.draw(
            "Partners", size: Size(columns: min(100, rect.columns), rows: rows), in: rect,
            footer: StyledText("\(state.partners.count)  Enter opens"), into: &grid)
        guard !state.partners.isEmpty else {
            grid.draw(Loading.text(state, .partners).restyled { _ in .muted }, in: area)
            return
        }
        let top = max(0, selected - max(1, area.rows) + 1)
        for row in 0..<max(1, area.rows) where state.partners.indices.contains(top + row) {
            draw(
                state.partners[top + row], isSelected: top + row == selected, state,
                in: area.row(row), into: &grid)
        }
    }

    private static func draw(
        _ summary: PartnerSummary, isSelected: Bool, _ state: AppState, in line: Rect,
        into grid: inout Grid
    ) {
        let partner = summary.partner
        let isWide = line.columns >= 70
        let parts = line.splitColumns([
            .fixed(2), .fill, .fixed(9), .fixed(isWide ? min(30, line.columns - 58) : 0),
            .fixed(isWide ? 10 : 6),
            .fixed(isWide ? 11 : 0), .fixed(isWide ? 8 : 0),
        ])
        let isOpen = partner.name == state.place.partner
        let marker = isSelected ? String(grid.glyphs.cursor) : isOpen ? "*" : " "
        grid.draw(StyledText(marker, .accent.bold), in: parts[0])
        grid.draw(StyledText(partner.name, .title), in: parts[1])
        grid.draw(
            StyledText(
                ConsoleContext.modeLabel(partner), partner.mode == .sandbox ? .sandbox : .live),
            in: parts[2])
        grid.draw(
            StyledText(summary.host.isEmpty ? "no credentials" : summary.host, .muted),
            in: parts[3])
        let circuit: StyledText =
            partner.circuit == nil ? StyledText("open", .good) : StyledText("held", .error)
        grid.draw(partner.circuit == nil && !isWide ? "" : circuit, in: parts[4])
        grid.draw(
            StyledText("failed \(summary.failed)", summary.failed > 0 ? .error : .muted),
            in: parts[5])
        grid.draw(StyledText("due \(summary.due)", .muted), in: parts[6])
        if isSelected { grid.restyle(line) { Style(.selected, $0.attributes) } }
    }
}
