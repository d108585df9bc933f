import IntegrationCore

extension Failure {
    /// The failure as `--json` says it, explained: code, message, cause, remedy, ConnectWise's list.
    var document: JSONValue {
        let explained = self.explanation
        return [
            "code": .string(code.rawValue), "message": .string(message),
            "cause": .string(explained.cause), "remedy": .texts(explained.remedy),
            "detail": .string(detail),
            "fields": .list(fields) { field in
                [
                    "code": .string(field.code), "message": .string(field.message),
                    "field": .string(field.field),
                ]
            },
        ]
    }
}
