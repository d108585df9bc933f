/// The bytes of a TOML file, before they are read.
enum TOMLBytes {
    /// The file without a byte order mark, each line end as one line feed.
    ///
    /// - Throws: `TOMLError` at the first byte that no TOML file may have: one that is no UTF-8, or
    ///   a control character.
    static func checked(_ file: [UInt8]) throws(TOMLError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(file.count)
        var line = 1, lineStart = 0
        let rest = file.starts(with: [0xEF, 0xBB, 0xBF]) ? file.dropFirst(3) : file[...]
        for index in rest.indices {
            let byte = rest[index]
            if byte == .lineFeed {
                try check(bytes[lineStart...], line)
                bytes.append(byte)
                line += 1
                lineStart = bytes.count
            } else if byte == 13, rest[index...].dropFirst().first == .lineFeed {
                continue
            } else {
                bytes.append(byte)
            }
        }
        try check(bytes[lineStart...], line)
        return bytes
    }

    private static func check(_ bytes: ArraySlice<UInt8>, _ line: Int) throws(TOMLError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw TOMLError(line: line, column: 1, reason: "the line is no UTF-8 text")
        }
        guard bytes.contains(where: { $0 < 32 && $0 != .tab || $0 == 127 }) else { return }
        for (index, scalar) in text.unicodeScalars.enumerated()
        where scalar.value < 32 && scalar != "\t" || scalar.value == 127 {
            let code = String(scalar.value, radix: 16, uppercase: true)
            throw TOMLError(
                line: line, column: index + 1,
                reason: "the control character U+\(String(repeating: "0", count: 4 - code.count))"
                    + "\(code) may not stand in the file; write \\u and four digits in quotes")
        }
    }
}
