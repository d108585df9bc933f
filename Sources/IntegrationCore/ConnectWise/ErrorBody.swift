/// What an error answer says: ConnectWise's JSON of two shapes, HTML, or nothing (contract 6).
struct ErrorBody {
    /// ConnectWise's code and sentence; empty when the body has none.
    var code = "", message = ""
    /// ConnectWise's own error list.
    var fields: [Failure.FieldError] = []
    /// The body in one line of at most 500 characters, made to be shown.
    var excerpt = "no text"

    init(_ bytes: [UInt8]) {
        if let json = try? JSONValue(parsing: bytes), json.object != nil {
            code = json["code"].words ?? json["error"].words ?? ""
            message = (json["message"].words ?? "").oneLine(limit: 500)
            fields = (json["errors"]?.array ?? []).prefix(20).map { entry in
                Failure.FieldError(
                    code: (entry["code"].words ?? "").oneLine(limit: 100),
                    message: (entry["message"].words ?? "").oneLine(limit: 300),
                    field: (entry["field"].words ?? "").oneLine(limit: 100))
            }
            let list = fields.map { $0.field.isEmpty ? $0.message : "\($0.field): \($0.message)" }
            let sentences = [message] + list
            let text = sentences.filter { !$0.isEmpty }.joined(separator: "; ")
            if !text.isEmpty { excerpt = text.oneLine(limit: 500) }
        } else {
            let text = Self.withoutTags(String(decoding: bytes.prefix(4_096), as: UTF8.self))
                .oneLine(limit: 500)
            if !text.isEmpty { excerpt = text }
        }
    }

    /// The explained error behind a refusal with this status.
    func code(for status: Int) -> FailureCode {
        guard status == 400 else { return .invalidRequest }
        let names = Set(fields.map { $0.field.lowercased() })
        let isLength = excerpt.lowercased().contains("length")
        if names.contains("summary") && isLength { return .summaryTooLong }
        if names.contains("board") || names.contains("board/id") { return .boardNotFound }
        if names.contains("status") || names.contains("status/id") { return .statusNotFound }
        return .invalidRequest
    }

    private static func withoutTags(_ text: String) -> String {
        var isInTag = false
        return String(
            text.map { character -> Character in
                if character == "<" { isInTag = true }
                defer { if character == ">" { isInTag = false } }
                return isInTag ? " " : character
            })
    }
}
