/// One call of the API: what is asked, without host, code base and headers.
struct APICall {
    var method = HTTPRequest.Method.get
    /// The path below `apis/3.0`, made of program text and numbers only.
    var path: String
    var query: [(name: String, value: String)] = []
    var body: JSONValue?
    /// The limit of the exchange: 20 s, for a create 30 s (reliability 2.5).
    var timeout: Duration { .seconds(method == .post ? 30 : 20) }
    /// Asks for paging by id (contract 3).
    var isForwardOnly = false

    /// The path and the query, percent-encoded.
    var target: String {
        guard !query.isEmpty else { return path }
        let pairs = query.map { "\($0.name)=\(PercentEncoding.text($0.value))" }
        return path + "?" + pairs.joined(separator: "&")
    }
}

/// Text inside an address.
enum PercentEncoding {
    /// Leaves the unreserved characters of RFC 3986, encodes every other byte.
    static func text(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}

/// Base 64 with padding (RFC 4648).
enum Base64 {
    /// Encodes bytes.
    static func text(_ bytes: [UInt8]) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32((3 - group.count) * 8)
            for position in 0..<4 {
                let index = Int(bits >> UInt32(18 - 6 * position) & 63)
                result.append(position <= group.count ? alphabet[index] : 61)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
