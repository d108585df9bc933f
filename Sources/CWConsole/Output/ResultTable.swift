import IntegrationCore
import TUIWidgets

/// Rows under headings, aligned by what the terminal shows, not by characters.
struct ResultTable {
    /// A column: its heading, and whether its cells stand at its right end.
    struct Column {
        let title: String, isNumeric: Bool

        /// A column of text.
        static func text(_ title: String) -> Column { Column(title: title, isNumeric: false) }
        /// A column of numbers.
        static func number(_ title: String) -> Column { Column(title: title, isNumeric: true) }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    /// Makes an empty table.
    init(_ columns: Column...) { self.columns = columns }

    /// Adds a row; cells beyond the last column are dropped, control characters replaced.
    mutating func add(_ cells: String...) {
        rows.append(cells.prefix(columns.count).map(Sanitizer.line))
    }

    /// The table as lines; `empty` stands for a table without rows.
    func text(empty: String) -> String {
        guard !rows.isEmpty else { return empty }
        let lines = [columns.map(\.title)] + rows
        let widths = columns.indices.map { column in
            lines.map { $0.indices.contains(column) ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
        }
        return lines.map { line in
            let cells = zip(zip(line, widths), columns).map { cell, column in
                let gap = String(repeating: " ", count: max(0, cell.1 - DisplayWidth.of(cell.0)))
                return column.isNumeric ? gap + cell.0 : cell.0 + gap
            }
            let text = cells.joined(separator: "  ")
            return String(text.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }
}
