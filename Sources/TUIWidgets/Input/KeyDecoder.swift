/// Turns what curses reads into keys and pastes; a value, so it is tested without a terminal.
///
/// Curses hands unknown escape sequences over character by character. They are put together here
/// and swallowed: late answers of the terminal, focus reports, keys of newer protocols.
struct KeyDecoder {
    /// What curses reads.
    enum Token: Hashable {
        /// A byte of a character in UTF-8.
        case byte(UInt8)
        /// A key that curses knows and we map.
        case key(Key)
        /// A key that curses knows and we do not.
        case unknown
        /// The bracket before pasted text.
        case pasteStart
        /// The bracket behind pasted text.
        case pasteEnd
    }

    /// The most scalars of one paste; the rest is dropped.
    static let pasteLimit = 262_144
    /// The most scalars of a sequence that is swallowed.
    private static let sequenceLimit = 4_096

    /// What the bytes make.
    private enum Symbol {
        case scalar(UInt32)
        case other(Token)
    }

    private enum State {
        case ground
        case escape
        case control  // ESC [
        case single  // ESC O
        case string(sawEscape: Bool)  // ESC ] P ^ _ X, up to BEL or ESC \
        case paste(String.UnicodeScalarView)
    }

    private var state = State.ground
    private var length = 0
    private var assembler = UTF8Assembler()
    private let bracketsPaste: Bool

    /// Makes a decoder; without brackets a burst of keys with a newline inside is a paste.
    init(bracketsPaste: Bool = true) { self.bracketsPaste = bracketsPaste }

    /// Milliseconds after which `expire` should be called; nil while nothing is incomplete.
    var timeout: Int? {
        switch state {
        case .ground: assembler.isIncomplete ? 50 : nil
        case .paste: 1_000
        default: 50
        }
    }

    /// Takes everything that was read at once.
    mutating func take(_ tokens: [Token]) -> [TerminalEvent] {
        let symbols = tokens.compactMap { token -> Symbol? in
            guard case .byte(let byte) = token else { return .other(token) }
            return assembler.take(byte).map { .scalar($0) }
        }
        if !bracketsPaste, let text = burst(symbols) { return [.paste(text)] }
        var events: [TerminalEvent] = []
        for symbol in symbols {
            switch symbol {
            case .scalar(let value): take(value, &events)
            case .other(let token): step(token, &events)
            }
        }
        // Curses has waited for the rest of a sequence, so a lone Esc is the key.
        if case .escape = state {
            state = .ground
            events.append(.key("esc"))
        }
        return events
    }

    /// Gives up waiting for the rest of a sequence or a paste.
    mutating func expire() -> [TerminalEvent] {
        defer {
            state = .ground
            assembler.reset()
        }
        switch state {
        case .control where length == 0: return [.key(Key("[", .alt))]
        case .single: return [.key(Key("O", .alt))]
        case .paste(let scalars): return [.paste(String(scalars))]
        default: return []
        }
    }

    private mutating func take(_ value: UInt32, _ events: inout [TerminalEvent]) {
        guard case .paste(var scalars) = state else { return step(value, &events) }
        state = .ground  // so that the scalars have one owner and are not copied
        length += 1  // counted here, since the view counts by walking
        if length <= Self.pasteLimit { append(value, to: &scalars) }
        state = .paste(scalars)
    }

    private mutating func step(_ token: Token, _ events: inout [TerminalEvent]) {
        switch (state, token) {
        case (.paste(let scalars), .pasteEnd):
            state = .ground
            events.append(.paste(String(scalars)))
        case (.paste, _): break
        case (_, .pasteStart):
            length = 0
            state = .paste(.init())
        case (.escape, .key(let key)):
            state = .ground
            events.append(.key(Key(key.code, key.modifiers.union(.alt))))
        case (_, .key(let key)):
            state = .ground
            events.append(.key(key))
        default: state = .ground
        }
    }

    private mutating func step(_ value: UInt32, _ events: inout [TerminalEvent]) {
        length += 1
        if length > Self.sequenceLimit, !isGround { state = .ground }
        if value == 0x03 { return interrupt(&events) }
        switch state {
        case .ground, .paste:
            if value == 0x1B {
                state = .escape
            } else if let key = Self.key(value) {
                events.append(.key(key))
            }
        case .escape:
            length = 0
            switch value {
            case 0x5B: state = .control
            case 0x4F: state = .single
            case 0x5D, 0x50, 0x5E, 0x5F, 0x58: state = .string(sawEscape: false)
            case 0x1B: events.append(.key("esc"))
            default:
                state = .ground
                if let key = Self.key(value) {
                    events.append(.key(Key(key.code, key.modifiers.union(.alt))))
                }
            }
        case .control:
            if value == 0x1B {
                state = .escape
            } else if (0x40...0x7E).contains(value) || value < 0x20 {
                state = .ground
            }
        case .single: state = value == 0x1B ? .escape : .ground
        case .string(let sawEscape):
            if value == 0x07 || (sawEscape && value == 0x5C) {
                state = .ground
            } else {
                state = .string(sawEscape: value == 0x1B)
            }
        }
    }

    /// No sequence holds a ctrl-c, and two presses must end any screen: what is incomplete ends.
    private mutating func interrupt(_ events: inout [TerminalEvent]) {
        if case .escape = state { events.append(.key("esc")) }
        state = .ground
        events.append(.key("ctrl-c"))
    }

    private var isGround: Bool {
        if case .ground = state { return true }
        return false
    }

    /// A terminal sends the return key for a newline inside pasted text.
    private func append(_ value: UInt32, to scalars: inout String.UnicodeScalarView) {
        guard let scalar = Unicode.Scalar(value == 13 ? 10 : value) else { return }
        scalars.append(scalar)
    }

    /// The text of a burst that no hand types: many characters and a newline among them.
    private func burst(_ symbols: [Symbol]) -> String? {
        guard symbols.count >= 16, isGround else { return nil }
        var scalars = String.UnicodeScalarView()
        for symbol in symbols {
            guard case .scalar(let value) = symbol, value != 0x1B else { return nil }
            append(value, to: &scalars)
        }
        return scalars.dropLast().contains("\n") ? String(scalars) : nil
    }

    /// The key of one character.
    private static func key(_ value: UInt32) -> Key? {
        switch value {
        case 0: return Key(.space, .ctrl)
        case 9: return "tab"
        case 13: return "enter"
        case 127: return "backspace"
        case 1...26:
            return Unicode.Scalar(value + 0x60).map { Key(Character($0), .ctrl) }
        case 28...31:
            return Unicode.Scalar(value + 0x40).map { Key(Character($0), .ctrl) }
        case 0x80...0x9F: return nil
        default: return Unicode.Scalar(value).map { Key(Character($0)) }
        }
    }
}
