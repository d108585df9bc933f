extension Grid {
    /// The characters only, one line per row, without trailing blanks: for tests drawn inline.
    public var text: String {
        (0..<size.rows).map { y in
            var line = row(y).filter { $0.width > 0 }.map(\.cluster)
            while line.last == " " { line.removeLast() }
            return String(line)
        }.joined(separator: "\n")
    }

    /// Both planes for a snapshot file: characters, then one letter per cell for its style.
    ///
    /// Bars keep trailing blanks visible. The letters: `.` plain, `b` bold, `d` dim, `r` reverse,
    /// `u` underline; a role has its own letter, in upper case when bold; every other combination
    /// gets a digit that a legend below explains.
    public var transcript: String {
        var legend = StyleLegend()
        let glyphLines = (0..<size.rows).map { y in
            "|" + String(row(y).filter { $0.width > 0 }.map(\.cluster)) + "|"
        }
        let styleLines = (0..<size.rows).map { y in
            "|" + String(row(y).map { legend.letter(for: $0.style) }) + "|"
        }
        let lines = glyphLines + ["---"] + styleLines + legend.lines
        return lines.joined(separator: "\n") + "\n"
    }
}

/// One letter per style; remembers the styles that need an explanation.
struct StyleLegend {
    private var extra: [Style] = []

    /// The letters of the roles, plain text aside.
    static let roleLetters: [Role: Character] = [
        .title: "t", .muted: "m", .accent: "a", .selected: "s", .error: "e", .warning: "w",
        .good: "g", .key: "k", .sandbox: "x", .live: "l", .frame: "f", .focusedFrame: "o",
        .header: "h", .field: "i", .placeholder: "p",
    ]

    /// One line for each style that has a digit.
    var lines: [String] {
        extra.enumerated().map { index, style in
            "\(Self.digit(index)) = \(style.role)\(Self.names(style.attributes))"
        }
    }

    /// The letter of a style.
    mutating func letter(for style: Style) -> Character {
        if style.role == .plain {
            switch style.attributes {
            case []: return "."
            case .bold: return "b"
            case .dim: return "d"
            case .reverse: return "r"
            case .underline: return "u"
            default: break
            }
        } else if let letter = Self.roleLetters[style.role] {
            if style.attributes == [] { return letter }
            if style.attributes == .bold { return letter.uppercased().first ?? letter }
        }
        if let index = extra.firstIndex(of: style) { return Self.digit(index) }
        extra.append(style)
        return Self.digit(extra.count - 1)
    }

    private static func digit(_ index: Int) -> Character {
        index < 9 ? Character(Unicode.Scalar(UInt8(0x31 + index))) : "?"
    }

    private static func names(_ attributes: Style.Attributes) -> String {
        let all: [(Style.Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.reverse, "reverse"), (.underline, "underline"),
        ]
        return all.filter { attributes.contains($0.0) }.map { " " + $0.1 }.joined()
    }
}
