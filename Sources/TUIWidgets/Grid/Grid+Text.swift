/// Where a line of text stands in its area.
public enum Alignment: Sendable {
    /// At the left edge.
    case leading
    /// In the middle.
    case center
    /// At the right edge, for numbers.
    case trailing
}

extension Grid {
    /// Draws text from a place to the right and returns the columns it took.
    ///
    /// Only cells inside `clip` change; newlines are drawn as symbols, never obeyed.
    @discardableResult
    public mutating func draw(
        _ text: StyledText, x: Int, y: Int, clip: Rect? = nil
    ) -> Int {
        let area = clip.map { $0.intersection(bounds) } ?? bounds
        var column = x
        for span in text.spans {
            for cluster in span.text {
                guard column < area.right else { return column - x }
                column += put(cluster, x: column, y: y, style: span.style, clip: area)
            }
        }
        return column - x
    }

    /// Draws one line in the first row of an area; what does not fit ends with an ellipsis.
    @discardableResult
    public mutating func draw(
        _ text: StyledText, in rect: Rect, alignment: Alignment = .leading
    ) -> Int {
        let line = rect.row(0)
        guard !line.isEmpty else { return 0 }
        let width = text.width
        guard width > line.columns else {
            let free = line.columns - width
            let left =
                switch alignment {
                case .leading: 0
                case .center: free / 2
                case .trailing: free
                }
            return draw(text, x: line.x + left, y: line.y, clip: line)
        }
        return draw(text.cut(to: line.columns, glyphs.ellipsis), x: line.x, y: line.y, clip: line)
    }
}

extension StyledText {
    /// The text cut to at most `columns`, the last of them the ellipsis when something is missing.
    public func cut(to columns: Int, _ ellipsis: Character) -> StyledText {
        guard width > columns else { return self }
        guard columns > 0 else { return StyledText("") }
        var kept: [Span] = []
        var used = 0
        for span in spans {
            var text = ""
            for cluster in span.text {
                let width = DisplayWidth.of(cluster)
                guard used + width <= columns - 1 else {
                    text.append(ellipsis)
                    kept.append(Span(text, span.style))
                    return StyledText(spans: kept)
                }
                text.append(cluster)
                used += width
            }
            kept.append(Span(text, span.style))
        }
        return StyledText(spans: kept)
    }
}
