internal import GRDB
internal import IntegrationCore

/// A condition of the advanced search as SQL with bound values (product.md 10).
struct SearchSQL {
    let sql: String
    let arguments: StatementArguments

    init(_ condition: SearchCondition, partner: RowID<Partner>) {
        switch condition.field {
        case .errorList:
            let part = Self.text(
                "(n.failure_code || ': ' || json_extract(n.failure, '$.detail'))", condition)
            sql =
                "e.id IN (SELECT n.event_id FROM notifications n WHERE n.partner_id = ?"
                + " AND n.failure IS NOT NULL AND \(part.sql))"
            arguments = [partner.rawValue] + part.arguments
        case .severity: (sql, arguments) = Self.severity(condition)
        case .time: (sql, arguments) = Self.time(condition)
        case .customer:
            let name = Self.text("coalesce(c.name, s.external_id, '')", condition)
            let number = Self.text("CAST(c.number AS TEXT)", condition)
            sql = "(\(name.sql) OR \(number.sql))"
            arguments = name.arguments + number.arguments
        case .account:
            let name = Self.text("coalesce(e.account_name, e.account)", condition)
            let id = Self.text("e.account", condition)
            sql = "(\(name.sql) OR \(id.sql))"
            arguments = name.arguments + id.arguments
        case .information: (sql, arguments) = Self.text("e.information", condition)
        }
    }

    private typealias Part = (sql: String, arguments: StatementArguments)

    private static func text(_ expression: String, _ condition: SearchCondition) -> Part {
        let term = condition.term
        switch condition.comparison {
        case .contains: return ("\(expression) LIKE ? ESCAPE '\\'", ["%\(LikePattern.wild(term))%"])
        case .like: return ("\(expression) LIKE ? ESCAPE '\\'", [LikePattern.wild(term)])
        case .equals: return ("\(expression) = ? COLLATE NOCASE", [term])
        case .less: return ("\(expression) < ? COLLATE NOCASE", [term])
        case .greater: return ("\(expression) > ? COLLATE NOCASE", [term])
        }
    }

    private static func severity(_ condition: SearchCondition) -> Part {
        let word = "CASE e.severity WHEN 2 THEN 'error' WHEN 1 THEN 'warning' ELSE 'info' END"
        let rank = Severity(rawValue: condition.term.lowercased())?.stored
        switch (condition.comparison, rank) {
        case (.less, let rank?): return ("e.severity < ?", [rank])
        case (.greater, let rank?): return ("e.severity > ?", [rank])
        default: return text(word, condition)
        }
    }

    /// Times compare as moments when the term is one, or begins one; else as text.
    private static func time(_ condition: SearchCondition) -> Part {
        let shown = "strftime('%Y-%m-%dT%H:%M:%SZ', e.received_at / 1000000, 'unixepoch')"
        let moment =
            Timestamp(rfc3339: condition.term) ?? Timestamp(rfc3339: condition.term + "T00:00:00Z")
        switch (condition.comparison, moment) {
        case (.less, let moment?): return ("e.received_at < ?", [moment.microseconds])
        case (.greater, let moment?): return ("e.received_at > ?", [moment.microseconds])
        default: return text(shown, condition)
        }
    }
}

/// Patterns of `LIKE`, with `\` as escape.
enum LikePattern {
    /// Text that stands for itself.
    static func literal(_ text: String) -> String {
        var pattern = ""
        for character in text {
            if character == "%" || character == "_" || character == "\\" { pattern += "\\" }
            pattern.append(character)
        }
        return pattern
    }

    /// Text in which `*` is any run and `?` exactly one character.
    static func wild(_ text: String) -> String {
        var pattern = ""
        for character in text {
            switch character {
            case "*": pattern += "%"
            case "?": pattern += "_"
            default: pattern += literal(String(character))
            }
        }
        return pattern
    }
}
