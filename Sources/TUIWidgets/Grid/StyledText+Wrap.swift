extension StyledText {
    /// The text as rows of at most `columns`, broken at blanks, or inside a word that is too long.
    ///
    /// Continued rows stand under the text of the first one, right of its indent, of a number or
    /// sign before it, or of a first column (two blanks end it), while half of the width is free.
    /// Newlines start a new row; a tab counts as two blanks.
    public func wrapped(to columns: Int) -> [StyledText] {
        guard columns > 0 else { return [] }
        var rows: [StyledText] = []
        for line in split() {
            if line.spans.last?.text.last != " ", line.width <= columns {
                rows.append(line)
                continue
            }
            var wrapper = LineWrapper(columns: columns, indent: line.indent(within: columns / 2))
            for span in line.spans {
                for cluster in span.text { wrapper.add(cluster, span.style) }
            }
            rows += wrapper.finish()
        }
        return rows
    }

    /// The text at its newlines, tabs replaced.
    private func split() -> [StyledText] {
        // Nearly all text is that simple, and a frame wraps a lot of it.
        if spans.allSatisfy({ $0.text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }) {
            return [self]
        }
        var lines = [StyledText("")]
        for span in spans {
            let parts = span.text.split(
                omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            for (index, part) in parts.enumerated() {
                if index > 0 { lines.append(StyledText("")) }
                let text = part.map { $0 == "\t" ? "  " : String($0) }.joined()
                if !text.isEmpty { lines[lines.count - 1].spans.append(Span(text, span.style)) }
            }
        }
        return lines
    }

    private func indent(within limit: Int) -> Int {
        let text = Array(string)
        let blanks = text.prefix { $0 == " " }.count
        guard blanks <= limit else { return 0 }
        let word = text.dropFirst(blanks).prefix { $0 != " " }
        let isMarker =
            !word.isEmpty
            && (word.allSatisfy(\.isNumber)
                || (word.count == 1 && !(word.first?.isLetter ?? true)))
        let next = blanks + word.count + 1
        if isMarker, next < text.count, text[next] != " " { return next <= limit ? next : blanks }
        // A first column: some words, then two blanks or more.
        var end = blanks
        while end + 1 < text.count, end < limit, !(text[end] == " " && text[end + 1] == " ") {
            end += 1
        }
        guard end + 1 < text.count, text[end] == " ", text[end + 1] == " " else { return blanks }
        let column = end + text.dropFirst(end).prefix { $0 == " " }.count
        return column <= limit && column < text.count ? column : blanks
    }
}

/// Breaks one paragraph into rows.
private struct LineWrapper {
    let columns: Int
    let indent: Int
    private var rows: [StyledText] = []
    private var row: [(Character, Style)] = []
    private var width = 0
    private var lastBlank: Int?

    init(columns: Int, indent: Int) {
        self.columns = columns
        self.indent = indent
    }

    mutating func add(_ cluster: Character, _ style: Style) {
        let taken = DisplayWidth.of(cluster)
        if width + taken > columns {
            if cluster == " " { return breakRow(at: row.count) }
            breakRow(at: lastBlank.map { $0 + 1 } ?? row.count)
        }
        // The blank that caused the break is not carried to the next row.
        if cluster == " ", !rows.isEmpty, row.count == indent { return }
        if cluster == " ", row.contains(where: { $0.0 != " " }) { lastBlank = row.count }
        row.append((cluster, style))
        width += taken
    }

    mutating func finish() -> [StyledText] {
        if !row.isEmpty || rows.isEmpty { emit(row) }
        return rows
    }

    private mutating func breakRow(at place: Int) {
        let rest = row.dropFirst(place)
        emit(Array(row.prefix(place)))
        row = Array(repeating: (" ", Style.plain), count: indent) + rest
        width = row.reduce(0) { $0 + DisplayWidth.of($1.0) }
        lastBlank = nil
    }

    private mutating func emit(_ cells: [(Character, Style)]) {
        var kept = cells
        while kept.last?.0 == " " { kept.removeLast() }
        var spans: [StyledText.Span] = []
        for (cluster, style) in kept {
            if spans.last?.style == style {
                spans[spans.count - 1].text.append(cluster)
            } else {
                spans.append(StyledText.Span(String(cluster), style))
            }
        }
        rows.append(StyledText(spans: spans))
    }
}
