import CPty
import Glibc

/// A program on a pseudo-terminal: keys in, cells, modes, bytes and exit status out.
///
/// Nothing sleeps: every wait is a `poll` on the terminal and on the end of the process, and ends
/// when the condition holds and the program has been silent for 20 ms, so that no frame is
/// judged half drawn.
public final class TerminalSession {
    /// Why a wait failed, with the last screen.
    public struct Failure: Error, CustomStringConvertible {
        /// What was waited for, and what was on the screen.
        public let description: String
    }

    /// How the program ended.
    public enum Exit: Hashable, Sendable {
        /// By itself.
        case status(Int32)
        /// By a signal.
        case signal(Int32)
    }

    /// Everything the program has written.
    public private(set) var output: [UInt8] = []
    /// Seconds from the start of the program to its first byte.
    public private(set) var secondsToFirstOutput: Double?
    private let startTime: Double
    /// The terminal modes before the program ran, see `modesAreRestored`.
    private let modesBefore: UInt64
    private let emulator: Screen
    private var master: Int32
    private var kept: Int32
    private let watch: Int32
    private var exit: Exit?
    /// Whether the program has ended.
    public var hasExited: Bool { exit != nil }
    /// The process.
    public let process: Int32

    /// Starts a program; `environment` is all it sees, besides the defaults of a plain UTF-8 xterm.
    public init(
        _ program: String, arguments: [String] = [], columns: Int = 80, rows: Int = 24,
        environment: [String: String?] = [:], directory: String? = nil
    ) throws {
        var variables: [String: String?] = [
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "UTC",
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/tmp", "SHELL": "/bin/sh",
        ]
        for (name, value) in environment { variables.updateValue(value, forKey: name) }
        let list = variables.compactMap { name, value in value.map { "\(name)=\($0)" } }
        guard let screen = Screen(columns: columns, rows: rows) else {
            throw Failure(description: "no terminal emulator")
        }
        var child: pid_t = 0
        startTime = Self.now()
        master = withArguments([program] + arguments) { argv in
            withArguments(list) { envp in
                cpty_spawn(program, argv, envp, directory, Int32(columns), Int32(rows), &child)
            }
        }
        guard master >= 0 else { throw Failure(description: "no pseudo-terminal: \(errno)") }
        emulator = screen
        process = child
        kept = cpty_keep_open(master)
        watch = cpty_watch(child)
        modesBefore = Self.plainModes
    }

    deinit {
        if exit == nil {
            kill(process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }
        for descriptor in [master, kept, watch] where descriptor >= 0 { close(descriptor) }
    }

    // MARK: - Input

    /// Sends characters as they are.
    public func type(_ text: String) { send(Array(text.utf8)) }

    /// Presses keys by name, as `KeyBytes` spells them: `down`, `ctrl-s`, `alt-x`, `f5`, `r`.
    public func press(_ keys: String...) {
        for key in keys { send(KeyBytes.of(key, application: modes.contains(1))) }
    }

    /// Pastes text, in brackets when the program asked for them.
    public func paste(_ text: String) {
        let body = text.replacing("\n", with: "\r")
        type(modes.contains(2004) ? "\u{1B}[200~\(body)\u{1B}[201~" : body)
    }

    /// Gives the terminal another size.
    public func resize(columns: Int, rows: Int) {
        emulator.resize(columns: columns, rows: rows)
        cpty_resize(master, Int32(columns), Int32(rows))
    }

    /// Sends a signal to the program.
    public func signal(_ number: Int32) { kill(process, number) }

    /// Closes the terminal under the program.
    public func hangUp() {
        for descriptor in [master, kept] where descriptor >= 0 { close(descriptor) }
        master = -1
        kept = -1  // or the end of the session would close what got the number since
    }

    /// Sends bytes; reads meanwhile, so that a program that answers never blocks both sides.
    public func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            var descriptor = pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)
            guard poll(&descriptor, 1, 10_000) > 0 else { return }
            if descriptor.revents & Int16(POLLIN) != 0 { readOutput() }
            guard descriptor.revents & Int16(POLLOUT) != 0 else { continue }
            let count = rest.prefix(2_048).withUnsafeBytes {
                write(master, $0.baseAddress, $0.count)
            }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EAGAIN { return }
        }
    }

    // MARK: - Screen

    /// The rows of the screen without trailing blanks.
    public var lines: [String] {
        (0..<emulator.rows).map { y in
            var x = 0
            var line = ""
            while x < emulator.columns {
                let cell = emulator.cell(x, y)
                line += cell.text
                x += max(1, cell.width)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// The screen as one text.
    public var text: String { lines.joined(separator: "\n") }

    /// One cell.
    public func cell(_ x: Int, _ y: Int) -> ScreenCell { emulator.cell(x, y) }

    /// Where a text stands on the screen; columns, so wide characters count twice.
    public func find(_ needle: String) -> (x: Int, y: Int)? {
        for (y, line) in lines.enumerated() {
            guard line.contains(needle) else { continue }
            for x in 0..<emulator.columns {
                let rest = (x..<emulator.columns).map { emulator.cell($0, y) }
                if rest.map(\.text).joined().hasPrefix(needle) { return (x, y) }
            }
        }
        return nil
    }

    /// The place of the cursor.
    public var cursor: (x: Int, y: Int) { emulator.cursor }

    /// The DEC private modes that are on: 1049 screen, 25 cursor, 2004 paste, 1000 mouse.
    public var modes: Set<Int> { emulator.modes }

    /// Whether echo, line editing and signals of the terminal are as at the start.
    public var modesAreRestored: Bool { cpty_modes(master) == modesBefore }

    /// Whether the program left the terminal as it was: modes, screen, cursor, reporting.
    public var isRestored: Bool { modesAreRestored && modes.subtracting([25, 7, 12]).isEmpty }

    // MARK: - Waiting

    /// Waits until a condition holds and the program is silent.
    public func wait(
        for what: String, seconds: Double = 10, until condition: (TerminalSession) -> Bool
    ) throws {
        let deadline = Self.now() + seconds
        while Self.now() < deadline {
            // Everything the program had to say must be in before the screen is judged.
            if step(milliseconds: 20) { continue }
            if condition(self) { return }
            if exit != nil { break }
        }
        if condition(self) { return }
        throw Failure(
            description: "waited \(seconds) s for \(what); exit \(String(describing: exit)); "
                + "screen:\n\(text)")
    }

    /// Waits until a text is on the screen.
    public func wait(forText needle: String, seconds: Double = 10) throws {
        try wait(for: "\"\(needle)\"", seconds: seconds) { $0.text.contains(needle) }
    }

    /// Draws on the screen as another program would, behind the back of the one under test.
    public func scribble(_ bytes: String) { _ = emulator.feed(Array(bytes.utf8)) }

    /// Waits until the program has written something more.
    public func waitForOutput(seconds: Double = 10) throws {
        guard step(milliseconds: Int32(seconds * 1_000)) else {
            throw Failure(description: "nothing came in \(seconds) s; screen:\n\(text)")
        }
    }

    /// Waits until nothing has come for a while.
    public func settle(milliseconds: Int32 = 60) {
        while step(milliseconds: milliseconds) {}
    }

    /// Waits until the program ends and returns how.
    @discardableResult
    public func waitForExit(seconds: Double = 10) throws -> Exit {
        try wait(for: "the end of the program", seconds: seconds) { $0.exit != nil }
        guard let exit else { throw Failure(description: "no exit status") }
        return exit
    }

    /// Reads for at most so long; true when something came.
    private func step(milliseconds: Int32) -> Bool {
        var descriptors = [
            pollfd(fd: master, events: Int16(POLLIN), revents: 0),
            pollfd(fd: exit == nil ? watch : -1, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&descriptors, 2, milliseconds) > 0 else { return false }
        let count = output.count
        if descriptors[0].revents != 0 { readOutput() }
        if descriptors[1].revents != 0 { reap() }
        return output.count > count || descriptors[1].revents != 0
    }

    private func readOutput() {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &bytes, bytes.count)
        guard count > 0 else { return }
        let chunk = Array(bytes.prefix(count))
        if output.isEmpty { secondsToFirstOutput = Self.now() - startTime }
        output += chunk
        let answer = emulator.feed(chunk)
        if !answer.isEmpty { _ = write(master, answer, answer.count) }
    }

    private func reap() {
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == process else { return }
        let signal = status & 0x7F
        exit = signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal)
    }

    /// Seconds since the machine started.
    public static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The modes of a terminal nobody has touched.
    private static let plainModes: UInt64 = {
        var child: pid_t = 0
        let master = withArguments(["/bin/true"]) { argv in
            withArguments([]) { envp in
                cpty_spawn("/bin/true", argv, envp, nil, 80, 24, &child)
            }
        }
        defer { close(master) }
        var status: Int32 = 0
        waitpid(child, &status, 0)
        return cpty_modes(master)
    }()
}

/// Calls `body` with a zero-terminated array of C strings.
private func withArguments<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return body(.allocate(capacity: 1)) }
        return body(base)
    }
}
