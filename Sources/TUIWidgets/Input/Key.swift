/// A key with its modifiers, as printed and parsed: `r`, `R`, `ctrl-s`, `alt-x`, `shift-tab`, `f5`.
public struct Key: Hashable, Sendable, CustomStringConvertible {
    /// The key without modifiers.
    public enum Code: Hashable, Sendable {
        /// A printable character; capital letters are characters of their own.
        case character(Character)
        /// F1 to F63.
        case function(Int)
        /// A key with a name.
        case named(Name)
    }

    /// The keys that have names; the raw value is the spelling.
    public enum Name: String, CaseIterable, Sendable {
        /// Cursor keys.
        case up, down, left, right
        /// Keys around them.
        case home, end, insert, delete
        /// Page keys.
        case pageUp = "pgup"
        /// Page keys.
        case pageDown = "pgdn"
        /// Keys that end or edit something.
        case enter, tab, backspace
        /// The escape key.
        case escape = "esc"
        /// The space bar.
        case space
    }

    /// Keys held at the same time.
    public struct Modifiers: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt8
        /// Makes a set from bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Control.
        public static let ctrl = Modifiers(rawValue: 1)
        /// Alt, also sent as Esc before the key.
        public static let alt = Modifiers(rawValue: 2)
        /// Shift, for keys that are no characters.
        public static let shift = Modifiers(rawValue: 4)
    }

    /// The key without modifiers.
    public let code: Code
    /// Keys held at the same time.
    public let modifiers: Modifiers

    /// Makes a key; a blank becomes the named space key so that it has one spelling only.
    public init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code == .character(" ") ? .named(.space) : code
        self.modifiers = modifiers
    }

    /// Makes a character key.
    public init(_ character: Character, _ modifiers: Modifiers = []) {
        self.init(.character(character), modifiers)
    }

    /// Makes a named key.
    public init(_ name: Name, _ modifiers: Modifiers = []) {
        self.init(.named(name), modifiers)
    }

    /// The character that the key types into a field; nil for keys that edit or command.
    public var typed: Character? {
        guard modifiers.isEmpty else { return nil }
        switch code {
        case .character(let character): return character
        case .named(.space): return " "
        default: return nil
        }
    }

    /// The spelling.
    public var description: String {
        var text = ""
        if modifiers.contains(.ctrl) { text += "ctrl-" }
        if modifiers.contains(.alt) { text += "alt-" }
        if modifiers.contains(.shift) { text += "shift-" }
        switch code {
        case .character(let character): return text + String(character)
        case .function(let number): return text + "f\(number)"
        case .named(let name): return text + name.rawValue
        }
    }

    /// Reads a spelling; nil when it is none.
    public init?(spelling: String) {
        var rest = Substring(spelling)
        var modifiers: Modifiers = []
        let prefixes: [(String, Modifiers)] = [
            ("ctrl-", .ctrl), ("alt-", .alt), ("shift-", .shift),
        ]
        var found = true
        while found {
            found = false
            for (prefix, modifier) in prefixes
            where rest.hasPrefix(prefix) && rest.count > prefix.count {
                rest = rest.dropFirst(prefix.count)
                modifiers.insert(modifier)
                found = true
            }
        }
        if let name = Name(rawValue: String(rest)) {
            self.init(.named(name), modifiers)
        } else if rest.count == 1, let character = rest.first {
            self.init(.character(character), modifiers)
        } else if rest.first == "f", let number = Int(rest.dropFirst()), (1...63).contains(number) {
            self.init(.function(number), modifiers)
        } else {
            return nil
        }
    }
}

extension Key: ExpressibleByStringLiteral {
    /// Reads a spelling in source code; a word that is no key becomes its first character.
    public init(stringLiteral value: String) {
        self = Key(spelling: value) ?? Key(value.first ?? " ")
    }
}
