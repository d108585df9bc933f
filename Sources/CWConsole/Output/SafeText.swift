import IntegrationCore

/// The last gate before a terminal: text that no command may write otherwise.
///
/// Commands clean what they know to be foreign; a name inside an error or an argument that is
/// quoted back passes here too.
enum SafeText {
    /// The lines with control characters as pictures, and without what hides or reorders.
    static func lines(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ (32...126).contains($0) || $0 == 10 }) else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { Sanitizer.clean($0) }.joined(separator: "\n")
    }

    /// A JSON document whose texts hold no raw control, bidi or invisible character.
    ///
    /// The values stay as they are: such characters stand inside texts only, where JSON spells
    /// them `\\u202e`.
    static func json(_ document: String) -> String {
        guard !document.utf8.allSatisfy({ (32...126).contains($0) }) else { return document }
        var result = ""
        for scalar in document.unicodeScalars {
            if scalar.value < 127 || !isHidden(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                for unit in String(Character(scalar)).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
        return result
    }

    /// Whether a terminal would obey a character, or nobody would see it.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
