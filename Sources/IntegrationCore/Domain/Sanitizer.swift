/// Takes out of foreign text what could move a cursor, colour a screen or turn a line round.
///
/// Text of events and of ConnectWise passes here before it reaches a terminal, a log or
/// ConnectWise (product.md 12).
public enum Sanitizer {
    /// The longest run of combining marks that stays; the rest of the pile is cut.
    static let longestMarkRun = 4

    /// The text on one line for people to look into: control characters become their pictures.
    ///
    /// Line breaks and tabs become blanks one by one; everything else is as in `line`.
    public static func clean(_ text: some StringProtocol) -> String {
        // Nearly all text is plain ASCII and passes as it is.
        guard !text.utf8.allSatisfy({ (32...126).contains($0) }) else { return String(text) }
        var marks = 0
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isBreak(scalar) {
                result.append(" ")
            } else if let picture = picture(of: scalar) {
                result.append(picture)
            } else if !isUnsafe(scalar), fits(scalar, &marks) {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text on one line: line breaks and tabs become single blanks, control characters go.
    public static func line(_ text: some StringProtocol) -> String {
        var marks = 0
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isBreak(scalar) {
                if let last = result.last, last != " " { result.append(" ") }
            } else if !isUnsafe(scalar), fits(scalar, &marks) {
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

    /// The picture of a control character; nil for other characters.
    private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value)
        case 0x7F: "\u{2421}"
        case 0x80...0x9F: "\u{FFFD}"
        default: nil
        }
    }

    /// C0, DEL, C1, bidi controls, tags, and characters of no width that join or hide.
    ///
    /// Joiners and variation selectors go too: two names that look alike must be alike. A joined
    /// emoji falls into its parts; combining marks and the letters of all scripts stay.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x00AD, 0x034F, 0x061C: true
        case 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F: true
        case 0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF: true
        case 0xFFA0, 0xFFF0...0xFFFB, 0xFFFE, 0xFFFF, 0x1BCA0...0x1BCA3: true
        case 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    /// Whether a character may stand; a combining mark may not after four others.
    private static func fits(_ scalar: Unicode.Scalar, _ marks: inout Int) -> Bool {
        guard scalar.value >= 0x0300 else {
            marks = 0
            return true
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: marks += 1
        default: marks = 0
        }
        return marks <= longestMarkRun
    }
}
