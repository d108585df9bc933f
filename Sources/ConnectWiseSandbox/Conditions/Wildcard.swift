/// A pattern where `*` and `%` stand for any run of characters (contract 4).
struct Wildcard {
    private let pattern: [Character]

    /// Reads a pattern; an open one lets the text go on before and after it (`contains`).
    init(_ pattern: String, open: Bool) {
        let body = pattern.map { $0 == "%" ? "*" : $0 }
        self.pattern = open ? ["*"] + body + ["*"] : body
    }

    /// Matches in time proportional to both lengths, going back only to the last star.
    func matches(_ text: String) -> Bool {
        let text = Array(text)
        var (position, place) = (0, 0)
        var star: (place: Int, position: Int)?
        while position < text.count {
            if place < pattern.count, pattern[place] == "*" {
                star = (place, position)
                place += 1
            } else if place < pattern.count, pattern[place] == text[position] {
                place += 1
                position += 1
            } else if let last = star {
                star = (last.place, last.position + 1)
                place = last.place + 1
                position = last.position + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}
