/// What the terminal tells the program.
public enum TerminalEvent: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// Text was pasted, newlines and blanks as they came; never log it, it may be a secret.
    case paste(String)
    /// The screen has another size.
    case resize(Size)
    /// A signal asks to end; the program leaves in order and then dies by the same signal.
    case signal(EndingSignal)
    /// The terminal is gone.
    case closed
}

/// A signal that asks the program to end.
public enum EndingSignal: String, CaseIterable, Sendable {
    /// Interrupted by `kill -INT`; the key ctrl-c is a key.
    case interrupt = "INT"
    /// Asked to end.
    case terminate = "TERM"
    /// The terminal or the connection was closed.
    case hangUp = "HUP"
    /// Asked to end with a core dump.
    case quit = "QUIT"
}
