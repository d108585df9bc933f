import CNcurses

/// Reads keys from a pad, which curses never refreshes, until nothing is left.
final class TerminalInput {
    private let window: UnsafeMutablePointer<WINDOW>?
    private var decoder: KeyDecoder

    /// Makes the pad; the terminal must be open.
    init(bracketsPaste: Bool) {
        window = newpad(1, 1)
        decoder = KeyDecoder(bracketsPaste: bracketsPaste)
        keypad(window, true)
        nodelay(window, true)
        define_key("\u{1B}[200~", CursesKeys.pasteStart)
        define_key("\u{1B}[201~", CursesKeys.pasteEnd)
    }

    /// Milliseconds until `expire` should be called; nil while nothing is incomplete.
    var timeout: Int? { decoder.timeout }

    /// Everything that was typed since the last call.
    func drain() -> (events: [TerminalEvent], readAnything: Bool) {
        var tokens: [KeyDecoder.Token] = []
        while true {
            let code = wgetch(window)
            if code == ERR { break }
            // Sizes come by our own signal pipe; curses reports each of them a second time.
            if code == KEY_RESIZE { continue }
            tokens.append(UInt8(exactly: code).map { .byte($0) } ?? CursesKeys.token(code))
        }
        return (decoder.take(tokens), !tokens.isEmpty)
    }

    /// Gives up waiting for the rest of a sequence or a paste.
    func expire() -> [TerminalEvent] { decoder.expire() }

    /// Frees the pad.
    func close() { delwin(window) }
}
