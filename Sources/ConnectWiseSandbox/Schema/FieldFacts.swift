/// What a schema says about one field.
struct FieldFacts: Sendable {
    var name: String
    var type: FieldType
    var isRequired = false
    var isRequiredOnUpdate = false
    var isNullable = false
    var maxLength: Int?
    var allowed: [String] = []
}

/// The JSON types of the official schemas.
indirect enum FieldType: Sendable, Hashable {
    case text, moment, integer, number, boolean, any, map
    case reference(String)
    case list(FieldType)

    /// Reads the letter code of the generated table; nil for a code it does not know.
    init?(code: Substring) {
        switch code.first {
        case "s": self = .text
        case "t": self = .moment
        case "i": self = .integer
        case "d": self = .number
        case "b": self = .boolean
        case "x": self = .any
        case "m": self = .map
        case "@": self = .reference(String(code.dropFirst()))
        case "[":
            guard let element = FieldType(code: code.dropFirst()) else { return nil }
            self = .list(element)
        default: return nil
        }
    }

    /// The name ConnectWise's deserializer uses in its "Error converting value" message.
    var serverName: String {
        switch self {
        case .text: "System.String"
        case .moment: "System.DateTime"
        case .integer: "System.Int32"
        case .number: "System.Double"
        case .boolean: "System.Boolean"
        case .any: "System.Object"
        case .map: "System.Collections.Generic.Dictionary`2[System.String,System.String]"
        case .reference(let name): "ConnectWise.PublicApi.Models.\(name)"
        case .list(let element):
            "System.Collections.Generic.List`1[\(element.serverName)]"
        }
    }
}
