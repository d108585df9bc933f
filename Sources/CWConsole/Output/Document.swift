import IntegrationCore

/// Ways to say things in `--json` documents: absent values are null, times are RFC 3339.
extension JSONValue {
    /// A text, or null.
    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// A whole number, or null.
    static func optional(_ number: Int64?) -> JSONValue { number.map(JSONValue.integer) ?? .null }

    /// A moment, or null.
    static func time(_ moment: Timestamp?) -> JSONValue { optional(moment?.rfc3339) }

    /// A count.
    static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }

    /// A list, each element said by `element`.
    static func list<Element>(
        _ elements: some Sequence<Element>, _ element: (Element) -> JSONValue
    ) -> JSONValue {
        .array(elements.map(element))
    }

    /// A list of texts.
    static func texts(_ texts: some Sequence<String>) -> JSONValue { list(texts, JSONValue.string) }
}
