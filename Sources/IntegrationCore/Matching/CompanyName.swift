import Foundation

/// A company's name as far as it tells companies apart.
///
/// Case, accents, blanks, punctuation, a leading article and trailing legal forms say nothing.
struct CompanyName: Hashable, Sendable {
    /// The words that are left, in order.
    let words: [String]
    /// The words without blanks: names with the same key are the same.
    let key: String

    /// Folds a name; one that is nothing but legal forms keeps them.
    init(_ name: String) {
        let all = Self.joinedInitials(Self.words(of: name))
        var words = all
        while let last = words.last, Self.legalForms.contains(last) { words.removeLast() }
        if words.count > 1, words.first == "the" { words.removeFirst() }
        self.words = words.isEmpty ? all : words
        key = self.words.joined()
    }

    /// The numbers in the name: `Client 12` and `Client 13` are different clients.
    var numbers: [Substring] {
        key.split { !$0.isNumber }
    }

    /// The runs of three characters of the key, which find a name in spite of a slip.
    var trigrams: Set<[UInt8]> {
        let bytes = [94] + Array(key.utf8) + [36]
        guard bytes.count > 3 else { return [bytes] }
        return Set((0...(bytes.count - 3)).map { Array(bytes[$0..<($0 + 3)]) })
    }

    /// Legal forms of the countries that MSPs bill in; only at the end of a name.
    static let legalForms: Set<String> = [
        "gmbh", "mbh", "ggmbh", "ag", "kg", "kgaa", "ohg", "ug", "gbr", "ek", "ev", "eg", "se",
        "haftungsbeschrankt", "co", "ltd", "limited", "inc", "incorporated", "llc", "llp", "lp",
        "plc", "pllc", "pc", "corp", "corporation", "company", "sa", "sarl", "sas", "sl", "bv",
        "nv", "srl", "spa", "ab", "oy", "oyj", "aps", "pty", "pte", "kk", "sro", "doo",
    ]

    private static func words(of name: String) -> [String] {
        var words: [String] = [], word = ""
        for scalar in folded(name).unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                word.unicodeScalars.append(scalar)
            } else if !apostrophes.contains(scalar), !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        // `Smith & Sons` is `Smith and Sons`; a sign and a word say the same.
        let bare = words.filter { !["and", "und", "et"].contains($0) }
        return bare.isEmpty ? words : bare
    }

    /// Letters that stand alone are initials: `G.m.b.H.` is `gmbh`, `A. B.` is `ab`.
    private static func joinedInitials(_ words: [String]) -> [String] {
        var result: [String] = [], isInitials = false
        for word in words {
            let isLetter = word.count == 1 && !word.allSatisfy(\.isNumber)
            if isLetter, isInitials, let last = result.popLast() {
                result.append(last + word)
            } else {
                result.append(word)
            }
            isInitials = isLetter
        }
        return result
    }

    private static func folded(_ name: String) -> String {
        guard !name.utf8.allSatisfy({ $0 < 128 }) else { return name.lowercased() }
        var result = ""
        let plain = name.folding(
            options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        for character in plain.lowercased() { result += letters[character] ?? String(character) }
        return result
    }

    private static let apostrophes: Set<Unicode.Scalar> = ["'", "\u{2019}", "`", "\u{B4}"]
    /// Letters that have no accent to take off.
    private static let letters: [Character: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i",
    ]
}
