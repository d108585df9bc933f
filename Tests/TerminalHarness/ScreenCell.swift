import CVTerm

/// One cell as a terminal shows it.
public struct ScreenCell: Hashable, Sendable {
    /// A colour as the program chose it.
    public enum Color: Hashable, Sendable {
        /// The terminal's own.
        case standard
        /// One of 256.
        case indexed(Int)
        /// 24 bits.
        case rgb(Int)
    }

    /// The character; a blank for empty cells and second halves.
    public var text: String
    /// 1 or 2 columns.
    public var width: Int
    /// Heavier type.
    public var isBold: Bool
    /// Underlined.
    public var isUnderlined: Bool
    /// Colours exchanged.
    public var isReversed: Bool
    /// The colour of the text.
    public var foreground: Color
    /// The colour behind it.
    public var background: Color

    init(_ cell: CVCell) {
        let codes = [
            cell.characters.0, cell.characters.1, cell.characters.2, cell.characters.3,
            cell.characters.4, cell.characters.5,
        ]
        var scalars = String.UnicodeScalarView()
        for code in codes {
            // The emulator marks the second half of a wide character with all bits set.
            guard code != 0, code != .max, let scalar = Unicode.Scalar(code) else { break }
            scalars.append(scalar)
        }
        text = scalars.isEmpty ? " " : String(scalars)
        width = Int(cell.width)
        isBold = cell.bold != 0
        isUnderlined = cell.underline != 0
        isReversed = cell.reverse != 0
        foreground = Self.color(cell.foreground_kind, cell.foreground)
        background = Self.color(cell.background_kind, cell.background)
    }

    private static func color(_ kind: Int32, _ value: Int32) -> Color {
        switch kind {
        case 0: .standard
        case 1: .indexed(Int(value))
        default: .rgb(Int(value))
        }
    }
}
