extension TOMLReader {
    /// The next byte; nil at the end.
    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    /// An error at the next byte.
    func error(_ reason: String) -> TOMLError {
        let before = String(decoding: bytes[lineStart..<place], as: UTF8.self)
        return TOMLError(line: line, column: before.unicodeScalars.count + 1, reason: reason)
    }

    mutating func skipBlanks() {
        while let next, next == .space || next == .tab { place += 1 }
    }

    mutating func skipComment() {
        guard next == UInt8(ascii: "#") else { return }
        while let next, next != .lineFeed { place += 1 }
    }

    mutating func takeLineFeed() {
        place += 1
        line += 1
        lineStart = place
    }

    /// Skips blanks, comments and line ends.
    mutating func skipSpace() {
        while true {
            skipBlanks()
            skipComment()
            guard next == .lineFeed else { return }
            takeLineFeed()
        }
    }

    mutating func value(depth: Int) throws(TOMLError) -> TOMLNode.Value {
        guard depth < Self.deepest else {
            throw error("values stand in each other more than \(Self.deepest) deep")
        }
        switch next {
        case .quote?, .apostrophe?: return .text(try text())
        case UInt8(ascii: "[")?: return .list(try list(depth: depth + 1))
        case UInt8(ascii: "{")?: return .table(try braces(depth: depth + 1))
        default: return try word()
        }
    }

    private mutating func list(depth: Int) throws(TOMLError) -> TOMLList {
        place += 1
        var nodes: [TOMLNode] = []
        while true {
            skipSpace()
            if next == UInt8(ascii: "]") { break }
            let start = line
            nodes.append(TOMLNode(value: try value(depth: depth), line: start))
            skipSpace()
            if next == UInt8(ascii: ",") {
                place += 1
            } else if next != UInt8(ascii: "]") {
                throw error("a comma or the ] of the list is expected here")
            }
        }
        place += 1
        return TOMLList(nodes)
    }

    private mutating func braces(depth: Int) throws(TOMLError) -> TOMLTable {
        place += 1
        let table = TOMLTable(.braces, line: line)
        skipBlanks()
        while next != UInt8(ascii: "}") {
            if !table.names.isEmpty {
                guard next == UInt8(ascii: ",") else {
                    throw error("a comma or the } of the table is expected here, on the same line")
                }
                place += 1
            }
            try member(of: table, depth: depth)
            skipBlanks()
        }
        place += 1
        return table
    }

    /// True, false, a number, or another word.
    private mutating func word() throws(TOMLError) -> TOMLNode.Value {
        let start = place
        while let next, next.isOfWord { place += 1 }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        switch word {
        case "": throw error("a value is expected here; a text stands in quotes")
        case "true": return .flag(true)
        case "false": return .flag(false)
        default: return Self.number(word).map(TOMLNode.Value.number) ?? .other(word)
        }
    }

    /// A decimal number that fits 64 bits: no leading zeros, underscores between digits only.
    private static func number(_ word: String) -> Int64? {
        let isSigned = word.hasPrefix("+") || word.hasPrefix("-")
        let digits = word.utf8.dropFirst(isSigned ? 1 : 0)
        let groups = digits.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        let zero = UInt8(ascii: "0"), nine = UInt8(ascii: "9")
        guard digits.first != zero || digits.count == 1,
            groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy((zero...nine).contains) })
        else { return nil }
        return Int64(word.filter { $0 != "_" })
    }
}

extension UInt8 {
    static let quote = UInt8(ascii: "\""), apostrophe = UInt8(ascii: "'")
    static let backslash = UInt8(ascii: "\\"), space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t"), lineFeed = UInt8(ascii: "\n")

    /// Whether it may stand in a name without quotes.
    var isOfName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// Whether it may stand in a number, a date or another word.
    fileprivate var isOfWord: Bool {
        isOfName || [UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: ":")].contains(self)
    }
}
