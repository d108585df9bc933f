import IntegrationCore

extension Failure {
    /// The failure as `--json` says it, explained: code, message, cause, remedy, field errors.
    ///
    /// The customer's number stands in the remedy's commands when it is known.
    func document(customer: Int64?) -> JSONValue {
        let explained = self.explanation
        return [
            "code": .string(code.rawValue), "message": .string(message),
            "cause": .string(explained.cause),
            "remedy": .texts(explained.remedy(customer: customer)),
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
