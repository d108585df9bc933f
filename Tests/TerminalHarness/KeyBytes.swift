/// The bytes an xterm sends for a key.
enum KeyBytes {
    /// The bytes of a key by name; any other text is sent as it is.
    static func of(_ key: String, application: Bool) -> [UInt8] {
        if key.hasPrefix("alt-") {
            return [0x1B] + of(String(key.dropFirst(4)), application: application)
        }
        if key.hasPrefix("ctrl-"), let letter = key.dropFirst(5).utf8.first {
            if key.count == 6 { return [letter & 0x1F] }
            if let final = finals[String(key.dropFirst(5))] {
                return Array("\u{1B}[1;5\(final)".utf8)
            }
        }
        if key.hasPrefix("shift-"), let final = finals[String(key.dropFirst(6))] {
            return Array("\u{1B}[1;2\(final)".utf8)
        }
        if let final = finals[key] {
            return Array((application ? "\u{1B}O" : "\u{1B}[").utf8) + Array(final.utf8)
        }
        return Array((fixed[key] ?? key).utf8)
    }

    private static let finals = [
        "up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F",
    ]

    private static let fixed = [
        "enter": "\r", "tab": "\t", "shift-tab": "\u{1B}[Z", "esc": "\u{1B}", "space": " ",
        "backspace": "\u{7F}", "delete": "\u{1B}[3~", "insert": "\u{1B}[2~", "pgup": "\u{1B}[5~",
        "pgdn": "\u{1B}[6~", "f1": "\u{1B}OP", "f2": "\u{1B}OQ", "f3": "\u{1B}OR",
        "f4": "\u{1B}OS", "f5": "\u{1B}[15~", "f6": "\u{1B}[17~", "f7": "\u{1B}[18~",
        "f8": "\u{1B}[19~", "f9": "\u{1B}[20~", "f10": "\u{1B}[21~", "f11": "\u{1B}[23~",
        "f12": "\u{1B}[24~",
    ]
}
