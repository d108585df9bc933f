extension TOMLReader {
    /// A text of one line or of several, with escapes (`"`) or as it stands (`'`).
    mutating func text() throws(TOMLError) -> String {
        let mark = next ?? .quote
        return marks(mark) >= 3 ? try longText(mark) : try shortText(mark)
    }

    /// A text of one line.
    mutating func shortText(_ mark: UInt8) throws(TOMLError) -> String {
        place += 1
        var result: [UInt8] = []
        while let byte = next, byte != .lineFeed {
            if byte == mark {
                place += 1
                return String(decoding: result, as: UTF8.self)
            }
            try take(byte, of: mark, into: &result, isLong: false)
        }
        throw error("the text does not end on its line")
    }

    /// A text between three marks; a line end right after the first three is not part of it.
    private mutating func longText(_ mark: UInt8) throws(TOMLError) -> String {
        let start = self
        place += 3
        if next == .lineFeed { takeLineFeed() }
        var result: [UInt8] = []
        while let byte = next {
            if byte == .lineFeed {
                result.append(byte)
                takeLineFeed()
            } else if byte == mark, case let count = marks(mark), count >= 3 {
                // Up to two marks before the last three belong to the text.
                let inside = min(count, 5) - 3
                result += Array(repeating: mark, count: inside)
                place += inside + 3
                return String(decoding: result, as: UTF8.self)
            } else {
                try take(byte, of: mark, into: &result, isLong: true)
            }
        }
        throw start.error("the text that begins here does not end")
    }

    private mutating func take(
        _ byte: UInt8, of mark: UInt8, into result: inout [UInt8], isLong: Bool
    ) throws(TOMLError) {
        if byte == .backslash, mark == .quote {
            try escape(into: &result, isLong: isLong)
        } else {
            result.append(byte)
            place += 1
        }
    }

    /// How many of a mark follow each other from here, as far as it matters.
    private func marks(_ mark: UInt8) -> Int {
        bytes[place..<min(place + 5, bytes.count)].prefix { $0 == mark }.count
    }

    private mutating func escape(
        into result: inout [UInt8], isLong: Bool
    ) throws(TOMLError) {
        let start = self
        place += 1
        let code = next
        if isLong, code == .lineFeed || code == .space || code == .tab {
            return try skipLineEnd(start)
        }
        place += code == nil ? 0 : 1
        switch code {
        case UInt8(ascii: "b")?: result.append(8)
        case UInt8(ascii: "t")?: result.append(.tab)
        case UInt8(ascii: "n")?: result.append(.lineFeed)
        case UInt8(ascii: "f")?: result.append(12)
        case UInt8(ascii: "r")?: result.append(13)
        case .quote?: result.append(.quote)
        case .backslash?: result.append(.backslash)
        case UInt8(ascii: "u")?: result += try scalar(digits: 4, start)
        case UInt8(ascii: "U")?: result += try scalar(digits: 8, start)
        default: throw start.error(#"\ begins no escape here; write \\ for a backslash"#)
        }
    }

    /// A backslash at the end of a line takes the line end and the blanks after it away.
    private mutating func skipLineEnd(_ start: TOMLReader) throws(TOMLError) {
        skipBlanks()
        guard next == .lineFeed else {
            throw start.error(#"\ begins no escape here; write \\ for a backslash"#)
        }
        while next == .lineFeed {
            takeLineFeed()
            skipBlanks()
        }
    }

    private mutating func scalar(
        digits: Int, _ start: TOMLReader
    ) throws(TOMLError) -> [UInt8] {
        let end = min(place + digits, bytes.count)
        let text = String(decoding: bytes[place..<end], as: UTF8.self)
        guard text.utf8.count == digits, text.allSatisfy(\.isHexDigit),
            let scalar = UInt32(text, radix: 16).flatMap(Unicode.Scalar.init)
        else {
            throw start.error("the escape needs \(digits) hexadecimal digits of a character")
        }
        place = end
        return Array(String(Character(scalar)).utf8)
    }
}
