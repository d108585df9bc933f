/// What stands for a character on a screen that has ASCII only.
enum ASCIIFolding {
    /// A Latin letter without its accents, plain punctuation, or `?`.
    static func fold(_ cluster: Character) -> Character {
        guard let first = cluster.unicodeScalars.first else { return " " }
        if first.isASCII { return Character(first) }
        switch first.value {
        case 0x2018, 0x2019, 0x201A, 0x2032: return "'"
        case 0x201C, 0x201D, 0x201E, 0xAB, 0xBB, 0x2033: return "\""
        case 0x2010...0x2015, 0x2212, 0xB7, 0x2500, 0x2501: return "-"
        case 0x2026: return "~"
        case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: return " "
        case 0x2022, 0x2713: return "*"
        case 0x2190: return "<"
        case 0x2192: return ">"
        case 0x2502, 0x2503: return "|"
        case 0x2504...0x254B: return "+"
        case 0xDF: return "s"
        default: return letter(first) ?? "?"
        }
    }

    /// The base letter, read from the scalar's own name: `LATIN SMALL LETTER E WITH ACUTE`.
    private static func letter(_ scalar: Unicode.Scalar) -> Character? {
        guard let name = scalar.properties.name else { return nil }
        let words = name.split(separator: " ")
        guard words.count >= 4, words[0] == "LATIN", words[2] == "LETTER",
            let letter = words[3].first, words[3].count <= 2
        else { return nil }
        return words[1] == "SMALL" ? letter.lowercased().first : letter
    }
}
