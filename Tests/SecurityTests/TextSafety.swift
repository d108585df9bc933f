import IntegrationCore

/// What must not reach a terminal or ConnectWise, said without the product's own sanitiser.
enum TextSafety {
    /// The first character that controls, hides or reorders; nil when there is none.
    static func trouble(in text: String) -> Unicode.Scalar? {
        text.unicodeScalars.first { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: true
            default: scalar.properties.isDefaultIgnorableCodePoint
            }
        }
    }

    /// The first such character in any text of a document.
    static func trouble(in value: JSONValue) -> Unicode.Scalar? {
        switch value {
        case .string(let text): trouble(in: text)
        case .array(let elements): elements.lazy.compactMap { trouble(in: $0) }.first
        case .object(let members):
            members.lazy.compactMap { trouble(in: $0.key) ?? trouble(in: $0.value) }.first
        default: nil
        }
    }

    /// Whether a program sent a command string, a bell, a C1 control, or a hiding character.
    ///
    /// A terminal program moves, colours and clears with `ESC [`; it has no use for OSC, DCS, APC,
    /// PM and SOS, with which a terminal can be renamed, asked or written to.
    static func hasForeignSequence(_ output: [UInt8]) -> Bool {
        let strings = Set("]P_^X".utf8)
        for (byte, next) in zip(output, output.dropFirst())
        where byte == 0x1B && strings.contains(next) { return true }
        if output.contains(7) { return true }
        return String(decoding: output, as: UTF8.self).unicodeScalars.contains { scalar in
            if scalar.value < 0x80 { return false }
            return trouble(in: String(Character(scalar))) != nil
        }
    }
}
