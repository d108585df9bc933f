/// Reads TOML 1.0 strictly, as far as a configuration needs it.
///
/// Dates and fractions are kept as words, and numbers are decimal, since no setting is anything
/// else. Every value knows its line, so that a problem found later can name it.
struct TOMLReader {
    /// The deepest that values and names may stand in each other.
    static let deepest = 16

    let bytes: [UInt8]
    /// The next byte, its line, and where that line begins.
    var place = 0, line = 1, lineStart = 0

    /// Reads a file.
    ///
    /// - Throws: `TOMLError` with the first place that is no TOML.
    static func read(_ file: [UInt8]) throws(TOMLError) -> TOMLTable {
        var reader = TOMLReader(bytes: try TOMLBytes.checked(file))
        return try reader.document()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func document() throws(TOMLError) -> TOMLTable {
        let root = TOMLTable(.header, line: 1)
        var current = root
        while true {
            skipSpace()
            guard let next else { return root }
            if next == UInt8(ascii: "[") {
                current = try header(in: root)
            } else {
                try member(of: current)
            }
            skipBlanks()
            skipComment()
            guard self.next == nil || self.next == .lineFeed else {
                throw error("only a comment may follow on this line; a text stands in quotes")
            }
        }
    }

    // MARK: - Headers and names

    private mutating func header(in root: TOMLTable) throws(TOMLError) -> TOMLTable {
        let start = self
        place += 1
        let isOfList = next == UInt8(ascii: "[")
        if isOfList { place += 1 }
        var path = try name()
        for _ in 0..<(isOfList ? 2 : 1) {
            guard next == UInt8(ascii: "]") else { throw error("the header does not end with ]") }
            place += 1
        }
        let last = path.removeLast()
        var table = root
        for part in path { table = try pass(part, of: table) }
        return isOfList
            ? try element(last, of: table, start) : try begin(last, of: table, start)
    }

    /// The table that a header passes through, made when there is none.
    private func pass(_ name: String, of table: TOMLTable) throws(TOMLError) -> TOMLTable {
        guard let known = table[name]?.value else {
            let made = TOMLTable(.implied, line: line)
            table.add(.table(made), as: name, line: line)
            return made
        }
        if case .table(let inner) = known, inner.origin != .braces { return inner }
        if case .list(let list) = known, list.isOfHeaders,
            case .table(let inner)? = list.nodes.last?.value
        {
            return inner
        }
        throw error("'\(name)' is a value already and cannot be a table")
    }

    /// The table of a header; one that other headers passed through is begun now.
    private func begin(
        _ name: String, of table: TOMLTable, _ start: TOMLReader
    ) throws(TOMLError) -> TOMLTable {
        if case .table(let inner)? = table[name]?.value, inner.origin == .implied {
            inner.origin = .header
            inner.line = start.line
            return inner
        }
        try start.refuseSecond(name, of: table)
        let made = TOMLTable(.header, line: start.line)
        table.add(.table(made), as: name, line: start.line)
        return made
    }

    /// The next element of a list of tables.
    private func element(
        _ name: String, of table: TOMLTable, _ start: TOMLReader
    ) throws(TOMLError) -> TOMLTable {
        let made = TOMLTable(.header, line: start.line)
        let node = TOMLNode(value: .table(made), line: start.line)
        if case .list(let list)? = table[name]?.value, list.isOfHeaders {
            list.append(node)
            return made
        }
        try start.refuseSecond(name, of: table)
        table.add(.list(TOMLList([node], isOfHeaders: true)), as: name, line: start.line)
        return made
    }

    private func refuseSecond(_ name: String, of table: TOMLTable) throws(TOMLError) {
        guard let first = table[name] else { return }
        throw error("'\(name)' stands twice, first in line \(first.line)")
    }

    /// A name and its value.
    mutating func member(of table: TOMLTable, depth: Int = 0) throws(TOMLError) {
        let start = self
        var path = try name()
        guard next == UInt8(ascii: "=") else { throw error("= and a value are expected here") }
        place += 1
        skipBlanks()
        let last = path.removeLast()
        var table = table
        for part in path {
            if case .table(let inner)? = table[part]?.value, inner.origin == .dotted {
                table = inner
            } else {
                try start.refuseSecond(part, of: table)
                let made = TOMLTable(.dotted, line: start.line)
                table.add(.table(made), as: part, line: start.line)
                table = made
            }
        }
        try start.refuseSecond(last, of: table)
        table.add(try value(depth: depth), as: last, line: start.line)
    }

    /// The parts of a name, between dots.
    private mutating func name() throws(TOMLError) -> [String] {
        var parts: [String] = []
        repeat {
            if !parts.isEmpty { place += 1 }
            guard parts.count < Self.deepest else { throw error("the name has too many parts") }
            skipBlanks()
            parts.append(try part())
            skipBlanks()
        } while next == UInt8(ascii: ".")
        return parts
    }

    private mutating func part() throws(TOMLError) -> String {
        if let next, next == .quote || next == .apostrophe { return try shortText(next) }
        let start = place
        while let next, next.isOfName { place += 1 }
        guard place > start else { throw error("a name is expected here") }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }
}
