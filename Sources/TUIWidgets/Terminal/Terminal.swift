import CNcurses
import Glibc

/// The curses session: opened once, closed exactly once, used by the thread that opened it only.
///
/// Not `Sendable`, so the compiler keeps tasks away from it. While it is open descriptors 1 and 2
/// go to the log, and a crash or a signal puts the terminal back.
public final class Terminal {
    /// The screen size.
    public private(set) var size: Size
    /// The symbols to draw with.
    public let glyphs: GlyphSet
    /// The colours in use.
    public let palette: Palette

    /// The terminal, for `poll`.
    let device: Int32
    /// The keys.
    let input: TerminalInput
    private let signalPipe: (reader: Int32, writer: Int32)
    private let painter: TerminalPainter
    private let screen: OpaquePointer
    private let files: [UnsafeMutablePointer<FILE>]
    private let streams: StreamRedirection
    private let synchronizes: Bool
    private let modes: termios
    private var isOpen = true

    /// Opens the terminal of this process, or says in one sentence why there is none.
    ///
    /// Nothing is sent to a terminal that is refused.
    public init(_ options: TerminalOptions) throws(TerminalError) {
        let type = try TerminalType.usable(options.environment)
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
        device = open("/dev/tty", O_RDWR | O_CLOEXEC)
        var saved = termios()
        var ends: [Int32] = [-1, -1]
        guard device >= 0, tcgetattr(device, &saved) == 0, cn_wake_pipe(&ends) == 0 else {
            throw .noTerminal
        }
        modes = saved
        signalPipe = (ends[0], ends[1])
        let isUTF8 = cn_take_locale() == 1
        // These would freeze the size for ever.
        unsetenv("LINES")
        unsetenv("COLUMNS")
        // Before newterm: curses leaves a handler alone that is already there.
        cn_guard_arm(device, &saved, signalPipe.writer)
        guard let output = fdopen(dup(device), "w"), let source = fdopen(dup(device), "r"),
            let screen = newterm(type, output, source)
        else {
            cn_guard_disarm()
            throw .refused(type)
        }
        self.screen = screen
        files = [output, source]
        streams = StreamRedirection(to: options.logPath)
        size = Size(columns: Int(getmaxx(cn_stdscr())), rows: Int(getmaxy(cn_stdscr())))
        Self.setModes()
        palette = Palette(theme: options.knownTheme, depth: Self.startColor(options))
        glyphs = options.isASCII || !isUTF8 ? .ascii : .unicode
        painter = TerminalPainter(palette: palette, isASCII: glyphs.isASCII)
        input = TerminalInput(bracketsPaste: options.bracketsPaste)
        synchronizes = options.knowsSynchronizedOutput
        enter()
        readSize()
    }

    deinit { close() }

    // MARK: - Drawing

    /// Shows a frame; sends only what differs from the frame before.
    public func present(_ grid: Grid) {
        guard isOpen else { return }
        if synchronizes { send("\u{1B}[?2026h") }
        painter.present(grid)
        if synchronizes { send("\u{1B}[?2026l") }
    }

    /// Makes the next frame repaint every cell, so that foreign output on the screen is healed.
    public func repaint() {
        clearok(cn_curscr(), true)
        painter.forget()
    }

    /// Sends a control sequence that is not part of the picture, such as a copy to the clipboard.
    public func send(_ sequence: String) {
        guard isOpen else { return }
        write(Array(sequence.utf8))
    }

    // MARK: - Size, signals, suspension

    /// Takes over the present size; true when it has changed.
    @discardableResult
    func readSize() -> Bool {
        var columns: Int32 = 0
        var rows: Int32 = 0
        guard isOpen, cn_window_size(device, &columns, &rows) == 0 else { return false }
        let now = Size(columns: Int(columns), rows: Int(rows))
        guard now != size || getmaxx(cn_stdscr()) != columns || getmaxy(cn_stdscr()) != rows else {
            return false
        }
        resizeterm(rows, columns)
        painter.forget()
        size = now
        return true
    }

    /// The descriptor that is readable after a signal.
    var signalDescriptor: Int32 { signalPipe.reader }

    /// Whether no byte waits on the terminal; with `poll` saying otherwise it is the end of input.
    var isAtEnd: Bool { cn_waiting(device) == 0 }

    /// The signals since the last call, in order.
    func takeSignals() -> [Int32] {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(signalPipe.reader, &bytes, bytes.count)
        return bytes.prefix(max(0, count)).map { Int32($0) }
    }

    /// Gives the terminal back, stops as ctrl-z does, and takes it again when continued.
    func suspend() {
        leave()
        cn_stop_group()
        enter()
        repaint()
        readSize()
    }

    /// Takes the terminal again after somebody else stopped and continued the process.
    func takeAgain() {
        leave()
        enter()
        repaint()
        readSize()
    }

    /// Gives the terminal back as it was; may be called more than once.
    public func close() {
        guard isOpen else { return }
        input.close()
        leave()
        // What was typed for this screen must not reach the shell, answers of the terminal
        // neither.
        var saved = modes
        tcsetattr(device, TCSAFLUSH, &saved)
        isOpen = false
        delscreen(screen)
        cn_guard_disarm()
        for file in files { fclose(file) }
        streams.close()
        for descriptor in [signalPipe.reader, signalPipe.writer, device] {
            Glibc.close(descriptor)
        }
    }

    /// Ends the process by the signal that asked for it, so that the parent sees the cause.
    ///
    /// Call it after `close`.
    public static func die(by signal: EndingSignal) -> Never {
        cn_die(signal.number)
        exit(128 + signal.number)
    }

    // MARK: - Modes

    private func enter() {
        streams.redirect()
        send("\u{1B}[?2004h")
    }

    private func leave() {
        send("\u{1B}[?2004l")
        endwin()
        var saved = modes
        tcsetattr(device, TCSADRAIN, &saved)
        streams.restore()
    }

    private func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(device, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func setModes() {
        raw()
        noecho()
        nonl()
        intrflush(cn_stdscr(), false)
        leaveok(cn_stdscr(), false)
        scrollok(cn_stdscr(), false)
        idlok(cn_stdscr(), true)
        idcok(cn_stdscr(), false)
        typeahead(-1)
        set_escdelay(25)
        def_prog_mode()
    }

    private static func startColor(_ options: TerminalOptions) -> ColorDepth {
        guard !options.refusesColor, has_colors() else { return .none }
        start_color()
        guard use_default_colors() == OK else { return .none }
        return cn_colors() >= 256 ? .indexed : cn_colors() >= 8 ? .sixteen : .none
    }
}

@available(*, unavailable)
extension Terminal: Sendable {}

extension EndingSignal {
    /// The number of the signal.
    var number: Int32 {
        switch self {
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        case .quit: SIGQUIT
        }
    }

    /// The signal with a number; nil for signals that do not end the program.
    init?(number: Int32) {
        guard let signal = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = signal
    }
}
