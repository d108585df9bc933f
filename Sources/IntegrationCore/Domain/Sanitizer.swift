/// Takes out of foreign text what could move a cursor, colour a screen or turn a line round.
///
/// Text of events and of ConnectWise passes here before it reaches a terminal, a log or
/// ConnectWise (product.md 12).
public enum Sanitizer {
    /// The text on one line: line breaks and tabs become single blanks.
    public static func line(_ text: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isBreak(scalar) {
                if let last = result.last, last != " " { result.append(" ") }
            } else if !isUnsafe(scalar) {
                result.append(scalar)
            }
        }
        while result.last == " " { result.removeLast() }
        return String(result)
    }

    /// The text with its line breaks, each as one line feed; tabs become blanks.
    public static func text(_ text: some StringProtocol) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { line($0) }.joined(separator: "\n")
    }

    /// Line breaks of every kind, and the tab.
    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// C0, DEL, C1, bidi controls, zero-width marks that reorder or hide, and tag characters.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        case 0x200B, 0x2060...0x2064, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }
}
