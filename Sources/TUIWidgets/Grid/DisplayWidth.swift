import CNcurses

/// The columns that text takes, and what is drawn for text whose width nobody can know.
///
/// Terminals disagree about joined emoji, so a cluster is drawn as its first scalar (guide
/// `ncurses-pitfalls` 2), and what could move the cursor or turn the line is drawn as a symbol.
public enum DisplayWidth {
    /// The columns that a string takes when drawn.
    public static func of(_ text: String) -> Int {
        var columns = 0
        for byte in text.utf8 {
            guard byte >= 0x20, byte < 0x7F else {
                return text.reduce(0) { $0 + drawable($1).width }
            }
            columns += 1
        }
        return columns
    }

    /// The columns that one character takes when drawn.
    public static func of(_ cluster: Character) -> Int { drawable(cluster).width }

    /// What is drawn for a character, and in how many columns (1 or 2).
    static func drawable(_ cluster: Character) -> (cluster: Character, width: Int) {
        let scalars = cluster.unicodeScalars
        guard let first = scalars.first else { return (" ", 1) }
        if first.value >= 0x20, first.value < 0x7F, scalars.count == 1 { return (cluster, 1) }
        if let symbol = symbol(for: first) { return (symbol, 1) }
        let width = Int(cn_scalar_width(first.value))
        if width == 0 { return (" ", 1) }  // a combining mark with nothing to combine with
        guard width == 1 || width == 2 else { return ("\u{FFFD}", 1) }
        if scalars.count == 1 { return (cluster, width) }
        return (reduced(cluster), width)
    }

    /// The first scalar with the marks that ncurses can carry in one cell (five scalars).
    private static func reduced(_ cluster: Character) -> Character {
        let scalars = Array(cluster.unicodeScalars.prefix(32))
        var kept = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if index > 0 {
                // Joiners, variation selectors and tags change or hide what stands before them.
                if scalar.properties.isDefaultIgnorableCodePoint { break }
                guard kept.count < 5, cn_scalar_width(scalar.value) == 0 else { break }
            }
            kept.append(scalar)
        }
        return Character(String(kept))
    }

    /// A visible stand-in for a scalar that must not reach a terminal.
    private static func symbol(for scalar: Unicode.Scalar) -> Character? {
        switch scalar.value {
        case 0...0x1F: return Unicode.Scalar(0x2400 + scalar.value).map { Character($0) }
        case 0x7F: return "\u{2421}"
        case 0x1F1E6...0x1F1FF: return "□"  // half of a flag
        case 0x20...0x7E: return nil
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .unassigned, .surrogate, .privateUse, .lineSeparator,
            .paragraphSeparator:
            return "\u{FFFD}"
        default: return scalar.properties.isDefaultIgnorableCodePoint ? "\u{FFFD}" : nil
        }
    }
}
