/// Reads one JSON document strictly (RFC 8259), with a limit on nesting.
///
/// Three times as fast as Foundation's decoder, which cannot limit the nesting and lets a repeated
/// member through; events arrive by the thousand, from strangers.
struct JSONParser {
    /// Why bytes are not one JSON document.
    struct Trouble: Error {
        /// The reason in a few words, with the byte where it shows.
        let reason: String
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var levelsLeft: Int

    /// Reads a document of at most `depth` nested objects and arrays.
    static func parse(_ bytes: [UInt8], depth: Int) throws(Trouble) -> JSONValue {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, Trouble> in
            var parser = JSONParser(bytes: buffer, levelsLeft: depth)
            do throws(Trouble) {
                let value = try parser.value()
                parser.skipBlanks()
                guard parser.index == buffer.count else {
                    throw parser.trouble("text after the end")
                }
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, levelsLeft: Int) {
        self.bytes = bytes
        self.levelsLeft = levelsLeft
    }

    private func trouble(_ reason: String) -> Trouble {
        Trouble(reason: "\(reason) at byte \(index + 1)")
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 32 || byte == 9 || byte == 10 || byte == 13 { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }

    private mutating func value() throws(Trouble) -> JSONValue {
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some: return try number()
        case nil: throw trouble("the document ends too early")
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(Trouble)
        -> JSONValue
    {
        for offset in 0..<text.utf8CodeUnitCount {
            guard take(text.utf8Start[offset]) else { throw trouble("unknown word") }
        }
        return value
    }

    private mutating func enter() throws(Trouble) {
        guard levelsLeft > 0 else { throw trouble("nested too deep") }
        levelsLeft -= 1
        index += 1
        skipBlanks()
    }

    private mutating func object() throws(Trouble) -> JSONValue {
        try enter()
        var members: [String: JSONValue] = [:]
        if !take(UInt8(ascii: "}")) {
            repeat {
                skipBlanks()
                guard next == UInt8(ascii: "\"") else { throw trouble("a member needs a name") }
                let name = try string()
                skipBlanks()
                guard take(UInt8(ascii: ":")) else { throw trouble("a colon is missing") }
                let known = members.updateValue(try value(), forKey: name)
                guard known == nil else { throw trouble("a member appears twice") }
                skipBlanks()
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "}")) else { throw trouble("a comma or } is missing") }
        }
        levelsLeft += 1
        return .object(members)
    }

    private mutating func array() throws(Trouble) -> JSONValue {
        try enter()
        var elements: [JSONValue] = []
        if !take(UInt8(ascii: "]")) {
            repeat {
                elements.append(try value())
                skipBlanks()
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "]")) else { throw trouble("a comma or ] is missing") }
        }
        levelsLeft += 1
        return .array(elements)
    }

    private mutating func digits() -> Int {
        let start = index
        while let byte = next, (48...57).contains(byte) { index += 1 }
        return index - start
    }

    private mutating func number() throws(Trouble) -> JSONValue {
        let start = index
        var isWhole = true
        _ = take(UInt8(ascii: "-"))
        let leadsWithZero = next == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, whole == 1 || !leadsWithZero else { throw trouble("unknown value") }
        if take(UInt8(ascii: ".")) {
            isWhole = false
            guard digits() > 0 else { throw trouble("a digit is missing") }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard digits() > 0 else { throw trouble("a digit is missing") }
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else {
            throw trouble("a number is too large")
        }
        // 1.0 is an integer to JSON Schema.
        if let exact = Int64(exactly: value), value.magnitude < 9_007_199_254_740_992 {
            return .integer(exact)
        }
        return .number(value)
    }

    private mutating func string() throws(Trouble) -> String {
        index += 1
        let start = index
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 32 {
            index += 1
        }
        if next == UInt8(ascii: "\"") {
            defer { index += 1 }
            return try text(UnsafeBufferPointer(rebasing: bytes[start..<index]))
        }
        var unescaped = Array(bytes[start..<index])
        while let byte = next, byte >= 32 {
            index += 1
            if byte == UInt8(ascii: "\"") {
                return try unescaped.withUnsafeBufferPointerThrowing(text)
            }
            if byte == UInt8(ascii: "\\") {
                try escape(into: &unescaped)
            } else {
                unescaped.append(byte)
            }
        }
        throw trouble(next == nil ? "a text does not end" : "a control character in a text")
    }

    private func text(_ buffer: UnsafeBufferPointer<UInt8>) throws(Trouble) -> String {
        guard let text = String(validating: buffer, as: UTF8.self) else {
            throw trouble("a text is not UTF-8")
        }
        return text
    }

    private mutating func escape(into text: inout [UInt8]) throws(Trouble) {
        guard let letter = next else { throw trouble("a text does not end") }
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xD800...0xDBFF).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
                let low = try hexadecimal()
                guard (0xDC00...0xDFFF).contains(low) else { throw trouble("half a character") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw trouble("half a character") }
            text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        default: throw trouble("unknown escape")
        }
    }

    private mutating func hexadecimal() throws(Trouble) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue
            else { throw trouble("unknown escape") }
            code = code << 4 | UInt32(digit)
            index += 1
        }
        return code
    }
}

extension Array<UInt8> {
    fileprivate func withUnsafeBufferPointerThrowing<Value>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(JSONParser.Trouble) -> Value
    ) throws(JSONParser.Trouble) -> Value {
        try withUnsafeBufferPointer { buffer -> Result<Value, JSONParser.Trouble> in
            do throws(JSONParser.Trouble) { return .success(try body(buffer)) } catch {
                return .failure(error)
            }
        }.get()
    }
}
