import IntegrationCore

/// One answer before faults get at it.
struct Reply: Sendable {
    var status: Int
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    /// A JSON answer, laid out the way ConnectWise lays it out.
    static func json(_ status: Int, _ value: JSONValue) -> Reply {
        Reply(
            status: status, headers: ["Content-Type": "application/json; charset=utf-8"],
            body: Array(value.prettyText.utf8))
    }

    static func html(_ status: Int, _ title: String) -> Reply {
        let page = "<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>"
        return Reply(
            status: status, headers: ["Content-Type": "text/html"], body: Array(page.utf8))
    }
}

extension JSONValue {
    /// The document with two-blank indents and CRLF line ends (contract 6).
    var prettyText: String {
        var text = ""
        writePretty(into: &text, indent: "")
        return text
    }

    private func writePretty(into text: inout String, indent: String) {
        let deeper = indent + "  "
        switch self {
        case .object(let members) where !members.isEmpty:
            // id first, as people read it; the rest by name.
            let names = members.keys.sorted { ($0 == "id" ? "" : $0) < ($1 == "id" ? "" : $1) }
            text += "{\r\n"
            for (index, name) in names.enumerated() {
                text += deeper + JSONValue.string(name).text + ": "
                members[name]?.writePretty(into: &text, indent: deeper)
                text += index < names.count - 1 ? ",\r\n" : "\r\n"
            }
            text += indent + "}"
        case .array(let elements) where !elements.isEmpty:
            text += "[\r\n"
            for (index, element) in elements.enumerated() {
                text += deeper
                element.writePretty(into: &text, indent: deeper)
                text += index < elements.count - 1 ? ",\r\n" : "\r\n"
            }
            text += indent + "]"
        case .integer(let value): text += String(value)
        case .bool(let value): text += value ? "true" : "false"
        case .null: text += "null"
        case .string(let value): text += Self.quoted(value)
        default: text += self.text
        }
    }

    private static func quoted(_ value: String) -> String {
        let isPlain = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 < 0x7F }
        return isPlain ? "\"\(value)\"" : JSONValue.string(value).text
    }
}
