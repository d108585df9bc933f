import Foundation
internal import IntegrationCore

/// Values that the store keeps as JSON text.
enum StoredJSON {
    /// The text of a value, members in the order of their names.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Reads a value back.
    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw LedgerError(.unusable, "The store holds a \(type) that cannot be read: \(error).")
        }
    }

    /// Reads a value whose members may have been added since: they keep their defaults.
    static func value<Value: Codable>(_ text: String, over defaults: Value) throws -> Value {
        guard var members = try value(JSONValue.self, Self.text(defaults)).object else {
            return try value(Value.self, text)
        }
        let stored = try value(JSONValue.self, text).object ?? [:]
        members.merge(stored) { _, stored in stored }
        return try value(Value.self, JSONValue.object(members).text)
    }
}
