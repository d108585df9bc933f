import CNcurses

/// Curses key codes to keys; codes without a fixed number are known by their terminfo name.
enum CursesKeys {
    /// The codes under which the paste brackets are registered; beyond any number curses uses.
    static let pasteStart: Int32 = 0x1001
    static let pasteEnd: Int32 = 0x1002

    /// What a key code means.
    static func token(_ code: Int32) -> KeyDecoder.Token {
        if code == pasteStart { return .pasteStart }
        if code == pasteEnd { return .pasteEnd }
        if let key = fixed[code] { return .key(key) }
        if code > KEY_F0, code <= KEY_F0 + 63 { return .key(function(Int(code - KEY_F0))) }
        guard let name = keyname(code), let key = named(String(cString: name)) else {
            return .unknown
        }
        return .key(key)
    }

    private static let fixed: [Int32: Key] = [
        KEY_UP: "up", KEY_DOWN: "down", KEY_LEFT: "left", KEY_RIGHT: "right", KEY_HOME: "home",
        KEY_END: "end", KEY_PPAGE: "pgup", KEY_NPAGE: "pgdn", KEY_IC: "insert", KEY_DC: "delete",
        KEY_BACKSPACE: "backspace", KEY_ENTER: "enter", KEY_BTAB: "shift-tab", KEY_SR: "shift-up",
        KEY_SF: "shift-down", KEY_SLEFT: "shift-left", KEY_SRIGHT: "shift-right",
        KEY_SHOME: "shift-home", KEY_SEND: "shift-end", KEY_SPREVIOUS: "shift-pgup",
        KEY_SNEXT: "shift-pgdn", KEY_SDC: "shift-delete", KEY_SIC: "shift-insert",
        KEY_A1: "home", KEY_A3: "pgup", KEY_C1: "end", KEY_C3: "pgdn",
    ]

    private static let bases: [String: Key.Name] = [
        "kUP": .up, "kDN": .down, "kLFT": .left, "kRIT": .right, "kHOM": .home, "kEND": .end,
        "kPRV": .pageUp, "kNXT": .pageDown, "kDC": .delete, "kIC": .insert,
    ]

    /// `kRIT5` and the like: the number is 1 plus the sum of shift 1, alt 2, ctrl 4.
    private static func named(_ name: String) -> Key? {
        let number = name.last?.wholeNumberValue ?? 2
        let base = name.last?.isNumber == true ? String(name.dropLast()) : name
        guard let key = bases[base], (2...8).contains(number) else { return nil }
        var modifiers: Key.Modifiers = []
        if (number - 1) & 1 != 0 { modifiers.insert(.shift) }
        if (number - 1) & 2 != 0 { modifiers.insert(.alt) }
        if (number - 1) & 4 != 0 { modifiers.insert(.ctrl) }
        return Key(key, modifiers)
    }

    /// Terminfo numbers shifted function keys on: F13 is shift-F1, F25 is ctrl-F1 and so on.
    private static func function(_ number: Int) -> Key {
        switch number {
        case 13...24: Key(.function(number - 12), .shift)
        case 25...36: Key(.function(number - 24), .ctrl)
        case 37...48: Key(.function(number - 36), [.ctrl, .shift])
        case 49...60: Key(.function(number - 48), .alt)
        case 61...63: Key(.function(number - 60), [.alt, .shift])
        default: Key(.function(number))
        }
    }
}
