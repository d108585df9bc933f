/// The members of one JSON object, read by the rules of the event schema.
///
/// Every refusal names the member by its path from the top.
struct EventFields {
    let members: [String: JSONValue]
    let path: String

    init(_ value: JSONValue, path: String) throws(EventRejection) {
        guard let members = value.object else {
            throw EventRejection("\(path): must be an object.")
        }
        self.members = members
        self.path = path
    }

    private func refusal(_ name: String, _ reason: String) -> EventRejection {
        EventRejection("\(path.isEmpty ? name : "\(path).\(name)"): \(reason).")
    }

    /// The member, or the refusal that it is missing.
    func required<Value>(_ name: String, _ value: Value?) throws(EventRejection) -> Value {
        guard let value else { throw refusal(name, "is missing") }
        return value
    }

    func object(_ name: String) throws(EventRejection) -> EventFields? {
        guard let value = members[name] else { return nil }
        return try EventFields(value, path: path.isEmpty ? name : "\(path).\(name)")
    }

    /// A text of so many characters.
    func text(_ name: String, _ lengths: ClosedRange<Int>) throws(EventRejection) -> String? {
        guard let value = members[name] else { return nil }
        guard case .string(let text) = value else { throw refusal(name, "must be a text") }
        // A text has no more characters than bytes, and most are ASCII.
        let bytes = text.utf8.count
        if bytes < lengths.lowerBound || bytes > lengths.upperBound {
            guard lengths.contains(text.unicodeScalars.count) else {
                throw refusal(
                    name, "must have \(lengths.lowerBound) to \(lengths.upperBound) characters")
            }
        }
        return text
    }

    /// An identifier of 1 to 128 printable characters, with blanks only inside.
    func identifier(_ name: String) throws(EventRejection) -> String? {
        guard let text = try text(name, 1...128) else { return nil }
        guard text.isIdentifier else {
            throw refusal(name, "may hold printable ASCII only, and no blank at its ends")
        }
        return text
    }

    /// A name of 1 to 255 printable characters without blanks.
    func token(_ name: String) throws(EventRejection) -> String {
        let text = try required(name, try text(name, 1...255))
        guard text.isToken else {
            throw refusal(name, "may hold printable ASCII without blanks only")
        }
        return text
    }

    /// One word of a closed list.
    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Word.Type
    ) throws(EventRejection) -> Word? {
        guard let value = members[name] else { return nil }
        guard let text = value.string, let word = Word(rawValue: text) else {
            let given = value.string.map { "\"\($0.prefix(40))\"" } ?? "the value"
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw refusal(name, "\(given) is not one of \(words)")
        }
        return word
    }

    /// A time with offset.
    func time(_ name: String) throws(EventRejection) -> Timestamp? {
        guard let text = try text(name, 0...40) else { return nil }
        guard let moment = Timestamp(rfc3339: text) else {
            throw refusal(name, "\"\(text)\" is no RFC 3339 time with offset")
        }
        return moment
    }

    /// A whole number in a range; 2^53-1 at most by default.
    func count(
        _ name: String, _ range: ClosedRange<Int64> = 0...9_007_199_254_740_991
    ) throws(EventRejection) -> Int64? {
        guard let value = members[name] else { return nil }
        guard let number = value.integer, range.contains(number) else {
            throw refusal(
                name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func flag(_ name: String) throws(EventRejection) -> Bool? {
        guard let value = members[name] else { return nil }
        guard let flag = value.bool else { throw refusal(name, "must be true or false") }
        return flag
    }

    /// Counts by name; a name that is not in the list is refused, since it may be misspelt.
    func counts(_ name: String, _ known: [String]) throws(EventRejection) -> [String: Int64]? {
        guard let fields = try object(name) else { return nil }
        var counts: [String: Int64] = [:]
        for member in fields.members.keys.sorted() {
            guard known.contains(member) else {
                throw fields.refusal(
                    member, "is unknown; known are \(known.joined(separator: ", "))")
            }
            counts[member] = try fields.count(member)
        }
        return counts
    }

    /// An absolute address of at most 2,048 characters.
    func address(_ name: String) throws(EventRejection) -> String? {
        guard let text = try text(name, 0...2_048) else { return nil }
        guard URIShape.accepts(text) else { throw refusal(name, "is no absolute URI") }
        return text
    }
}

/// The shape of an absolute URI (RFC 3986): scheme, colon, allowed characters, whole escapes.
enum URIShape {
    static func accepts(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first,
            isLetter(first)
        else { return false }
        for byte in bytes.prefix(colon) where !isLetter(byte) && !isDigit(byte) {
            guard byte == 43 || byte == 45 || byte == 46 else { return false }
        }
        let forbidden = Array("\"<>\\^`{|}".utf8)
        for (index, byte) in bytes.enumerated().dropFirst(colon + 1) {
            guard (33...126).contains(byte), !forbidden.contains(byte) else { return false }
            if byte == UInt8(ascii: "%") {
                let digits = bytes.dropFirst(index + 1).prefix(2)
                guard digits.count == 2, digits.allSatisfy(isHexDigit) else { return false }
            }
        }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }
    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (97...102).contains(byte | 32)
    }
}
