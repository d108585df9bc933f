import IntegrationCore

/// One request as it came from the wire.
struct Call: Sendable {
    var method: String
    /// The decoded path such as `/v2025_1/apis/3.0/service/tickets`.
    var path: String
    /// The query as it was sent, without the question mark.
    var rawQuery: String
    /// Header values by lower-cased name.
    var headers: [String: String]
    var body: [UInt8]
    var arrived: Timestamp
    /// When it is carried out: later than it arrived where a fault held it up.
    var handled: Timestamp

    init(
        method: String, target: String, headers: [String: String], body: [UInt8] = [],
        arrived: Timestamp
    ) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        path = Self.decode(parts.first ?? "", plusIsBlank: false)
        rawQuery = parts.count == 2 ? String(parts[1]) : ""
        self.headers = headers
        self.body = body
        self.arrived = arrived
        handled = arrived
    }

    /// The query parameters, decoded; the last of a repeated name wins.
    var query: [String: String] {
        var found: [String: String] = [:]
        for pair in rawQuery.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = halves.count == 2 ? Self.decode(halves[1], plusIsBlank: true) : ""
            found[Self.decode(halves.first ?? "", plusIsBlank: true)] = value
        }
        return found
    }

    /// Undoes percent-encoding; what is not valid stays as it is.
    static func decode(_ text: Substring, plusIsBlank: Bool) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+"), plusIsBlank {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
                rest.count >= 2
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
