/// Line drawing that joins: a line drawn over another becomes the right corner, tee or cross.
enum BoxLines {
    /// The arms of a line character: 0 none, 1 light, 2 heavy.
    struct Arms: Hashable {
        var up = 0
        var right = 0
        var down = 0
        var left = 0

        /// Both shapes on top of each other; the heavier arm wins.
        func union(_ other: Arms) -> Arms {
            Arms(
                up: max(up, other.up), right: max(right, other.right),
                down: max(down, other.down), left: max(left, other.left))
        }
    }

    /// Rows of "character up right down left", U+2500 to U+254B and the half lines.
    private static let table = """
        ─0101 ━0202 │1010 ┃2020 ┌0110 ┍0210 ┎0120 ┏0220 ┐0011 ┑0012 ┒0021 ┓0022 └1100 ┕1200 ┖2100
        ┗2200 ┘1001 ┙1002 ┚2001 ┛2002 ├1110 ┝1210 ┞2110 ┟1120 ┠2120 ┡2210 ┢1220 ┣2220 ┤1011 ┥1012
        ┦2011 ┧1021 ┨2021 ┩2012 ┪1022 ┫2022 ┬0111 ┭0112 ┮0211 ┯0212 ┰0121 ┱0122 ┲0221 ┳0222 ┴1101
        ┵1102 ┶1201 ┷1202 ┸2101 ┹2102 ┺2201 ┻2202 ┼1111 ┽1112 ┾1211 ┿1212 ╀2111 ╁1121 ╂2121 ╃2112
        ╄2211 ╅1122 ╆1221 ╇2212 ╈1222 ╉2122 ╊2221 ╋2222 ╴0001 ╵1000 ╶0100 ╷0010 ╸0002 ╹2000 ╺0200
        ╻0020 ╼0201 ╽1020 ╾0102 ╿2010
        """

    private static let characters: [Arms: Character] = {
        var result: [Arms: Character] = [:]
        for entry in table.split(whereSeparator: \.isWhitespace) {
            let arms = entry.dropFirst().compactMap(\.wholeNumberValue)
            guard let character = entry.first, arms.count == 4 else { continue }
            result[Arms(up: arms[0], right: arms[1], down: arms[2], left: arms[3])] = character
        }
        return result
    }()

    private static let shapes = Dictionary(
        characters.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })

    /// The shape of a line character, or nil for any other character.
    static func arms(of character: Character) -> Arms? {
        switch character {
        case "+": Arms(up: 1, right: 1, down: 1, left: 1)
        case "-", "=": Arms(right: 1, left: 1)
        case "|": Arms(up: 1, down: 1)
        default: shapes[character]
        }
    }

    /// The character of a shape.
    static func character(_ arms: Arms, ascii: Bool) -> Character {
        guard ascii else { return characters[arms] ?? " " }
        let vertical = arms.up + arms.down > 0
        let horizontal = arms.left + arms.right > 0
        if vertical, horizontal { return "+" }
        if vertical { return "|" }
        return max(arms.left, arms.right) == 2 ? "=" : "-"
    }
}

/// How heavy a line is.
public enum LineWeight: Int, Sendable {
    /// A thin line.
    case light = 1
    /// A line that shows focus without colour.
    case heavy = 2
}

extension Grid {
    /// Draws a rectangle of lines; it joins with the lines already there.
    public mutating func drawFrame(_ rect: Rect, _ weight: LineWeight = .light, style: Style) {
        guard rect.columns > 1, rect.rows > 1 else { return }
        drawHorizontal(x: rect.x, y: rect.y, length: rect.columns, weight, style: style)
        drawHorizontal(x: rect.x, y: rect.bottom - 1, length: rect.columns, weight, style: style)
        drawVertical(x: rect.x, y: rect.y, length: rect.rows, weight, style: style)
        drawVertical(x: rect.right - 1, y: rect.y, length: rect.rows, weight, style: style)
    }

    /// Draws a line to the right that joins with the lines already there.
    public mutating func drawHorizontal(
        x: Int, y: Int, length: Int, _ weight: LineWeight = .light, style: Style
    ) {
        guard length > 1, y >= 0, y < size.rows else { return }
        let arm = weight.rawValue
        for column in max(x, 0)..<max(max(x, 0), min(x + length, size.columns)) {
            let arms = BoxLines.Arms(
                right: column == x + length - 1 ? 0 : arm, left: column == x ? 0 : arm)
            join(arms, x: column, y: y, style: style)
        }
    }

    /// Draws a line downwards that joins with the lines already there.
    public mutating func drawVertical(
        x: Int, y: Int, length: Int, _ weight: LineWeight = .light, style: Style
    ) {
        guard length > 1, x >= 0, x < size.columns else { return }
        let arm = weight.rawValue
        for row in max(y, 0)..<max(max(y, 0), min(y + length, size.rows)) {
            let arms = BoxLines.Arms(up: row == y ? 0 : arm, down: row == y + length - 1 ? 0 : arm)
            join(arms, x: x, y: row, style: style)
        }
    }

    /// Only cells in a frame style count as lines, so text that looks like one is replaced.
    private mutating func join(_ arms: BoxLines.Arms, x: Int, y: Int, style: Style) {
        guard !isCaption(x: x, y: y) else { return }
        var shape = arms
        if let old = self[x, y], old.style.role == .frame || old.style.role == .focusedFrame,
            let there = BoxLines.arms(of: old.cluster)
        {
            shape = arms.union(there)
        }
        put(BoxLines.character(shape, ascii: glyphs.isASCII), x: x, y: y, style: style)
    }
}
