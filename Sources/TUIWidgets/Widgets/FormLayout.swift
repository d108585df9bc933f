/// Where the parts of a form's fields stand at a width.
///
/// Labels share a column as long as half of the width is left for the inputs. Below `wideColumns`
/// a label that is longer than a third stands before its input where both fit in one row, else
/// above it; no label is cut there. A message that does not fit beside its input wraps below it.
struct FormLayout {
    /// The width from which every label stands beside its input.
    static let wideColumns = 60
    /// The columns of marker and changed sign before a label, and the gap behind it.
    static let mark = 2, gap = 1
    /// The columns of an input that has its message beside it.
    private static let inputColumns = 40

    /// One field.
    struct Place {
        /// Whether the label has a row of its own above the input.
        var isStacked: Bool
        /// Columns before the input, and its width.
        var inputX: Int, inputColumns: Int
        /// The message in rows, and the columns before it; beside the input when it has no row of
        /// its own.
        var message: [StyledText] = [], messageX = 0, isBeside = false

        /// How many rows the field takes.
        var rows: Int { 1 + (isStacked ? 1 : 0) + (isBeside ? 0 : message.count) }
    }

    /// The fields, top to bottom.
    let places: [Place]

    init(_ fields: [Form.Field], columns: Int) {
        let widest = fields.map { DisplayWidth.of($0.label) }.max() ?? 0
        let isNarrow = columns < Self.wideColumns
        let room = isNarrow ? columns / 3 : columns / 2 - Self.mark - Self.gap
        let labels = min(widest, max(0, room)) + Self.mark + Self.gap
        let hasRoomBeside = columns >= labels + Self.inputColumns + 16
        places = fields.map { field in
            let label = DisplayWidth.of(field.label) + Self.mark + Self.gap
            let x = isNarrow ? max(labels, label) : labels
            let isStacked = isNarrow && x + field.input.wantedColumns > columns
            var place = Place(isStacked: isStacked, inputX: isStacked ? 4 : x, inputColumns: 0)
            let message = field.message
            place.isBeside =
                hasRoomBeside && !message.isEmpty
                && message.width <= columns - x - Self.inputColumns - 2
            // Without a message beside it a row of boxes takes all the room.
            place.inputColumns =
                hasRoomBeside && (place.isBeside || !field.input.isSet)
                ? Self.inputColumns : max(0, columns - place.inputX)
            if place.isBeside {
                place.messageX = x + Self.inputColumns + 2
                place.message = [message]
            } else if !message.isEmpty {
                let fits = !isNarrow || message.width <= columns - place.inputX
                place.messageX = fits ? place.inputX : 4
                place.message = message.wrapped(to: max(1, columns - place.messageX))
            }
            return place
        }
    }

    /// The first field that is drawn so that the one with the focus is seen whole.
    func first(focus: Int?, rows: Int) -> Int {
        guard let focus, places.indices.contains(focus) else { return 0 }
        var first = focus
        var height = places[focus].rows
        while first > 0, height + places[first - 1].rows <= rows {
            first -= 1
            height += places[first].rows
        }
        // From the top as long as the focus is in sight.
        return places.prefix(focus + 1).reduce(0) { $0 + $1.rows } <= rows ? 0 : first
    }
}

extension Form.Field.Input {
    /// Whether it is a row of boxes.
    fileprivate var isSet: Bool { if case .set = self { true } else { false } }

    /// The columns that show it without cutting, as far as one can tell.
    fileprivate var wantedColumns: Int {
        switch self {
        case .text, .secret: 12
        case .toggle: 7
        case .choice(let words, let selected):
            4 + (words.indices.contains(selected) ? DisplayWidth.of(words[selected]) : 0)
        case .list(let name, let placeholder):
            2 + DisplayWidth.of(name.isEmpty ? placeholder : name)
        case .set: 24
        case .fixed(let text): text.width
        }
    }
}
