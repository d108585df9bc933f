extension String {
    /// The text on one line, safe for ConnectWise, a log and a terminal; cut to `limit` characters.
    ///
    /// Line breaks and other controls become one blank; characters that reorder text or take no
    /// room are left out; at most four marks stay on one letter (contract 5, B16).
    public func oneLine(limit: Int = .max) -> String {
        var result = String.UnicodeScalarView()
        var marks = 0
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator:
                if result.last != " " { result.append(" ") }
                marks = 0
            case .format, .surrogate, .privateUse, .unassigned:
                // A joiner between two pictures makes one of them; alone it is harmless.
                if scalar == "\u{200D}" && result.last?.properties.isEmoji == true {
                    result.append(scalar)
                }
            case .nonspacingMark, .enclosingMark:
                marks += 1
                if marks <= 4 { result.append(scalar) }
            default:
                result.append(scalar)
                marks = 0
            }
        }
        while result.first == " " { result.removeFirst() }
        while result.last == " " { result.removeLast() }
        return String(String(result).prefix(limit))
    }

    /// The longest beginning of at most `units` UTF-16 units that splits no character.
    ///
    /// ConnectWise counts a summary's 100 in units nobody has published; this is the safe reading.
    public func cut(toUTF16 units: Int) -> String {
        guard utf16.count > units else { return self }
        var taken = 0
        return String(
            prefix { character in
                taken += character.utf16.count
                return taken <= units
            })
    }
}
