import Glibc

/// Waits for keys, messages and signals, hands them to a program and shows its frames.
///
/// Runs on the thread that calls `run` and blocks it in `poll`; timers are the time-out of that
/// call. Everything that waits is handed over before a frame is drawn, so a held key never queues
/// up. Frames come at most every 16 ms; a key does not wait for those that messages caused.
public final class EventLoop<Program: ScreenProgram> {
    /// Why the loop ended.
    public enum Ending: Hashable, Sendable {
        /// The program said so.
        case finished
        /// A signal asked for it: close the terminal, stop in order, then `Terminal.die(by:)`.
        case signal(EndingSignal)
        /// The terminal is gone.
        case closed
    }

    /// The least time between two frames.
    private static var frameTime: Duration { .milliseconds(16) }

    private let terminal: Terminal
    private let mailbox: Mailbox<Program.Message>
    private let program: Program
    private var ending: Ending?
    private var isForced = true
    private var isDirty = true
    /// When the last frame came, and the last one that answered the operator.
    private var lastFrame: Duration?, lastAnswer: Duration?
    /// Whether a key, a paste or a new size waits for its frame.
    private var isAnswering = false
    private var nextTick: Duration?
    private var inputDeadline: Duration?
    private var emptyWakes = 0

    /// Makes a loop.
    public init(terminal: Terminal, mailbox: Mailbox<Program.Message>, program: Program) {
        self.terminal = terminal
        self.mailbox = mailbox
        self.program = program
    }

    /// Runs until the program is finished, a signal asks to end, or the terminal is gone.
    public func run() -> Ending {
        while true {
            if let ending { return ending }
            if program.isFinished { return .finished }
            let now = Self.uptime()
            if let due = frameDue, now >= due { draw(now) }
            nextTick = program.timeToNextTick.map { now + max($0, .zero) }
            wait(now)
        }
    }

    /// When the next frame may come; nil when nothing has changed.
    private var frameDue: Duration? {
        guard isDirty else { return nil }
        return (isAnswering ? lastAnswer : lastFrame).map { $0 + Self.frameTime } ?? .zero
    }

    // MARK: - Waiting

    private func wait(_ now: Duration) {
        var descriptors = [terminal.device, mailbox.wakeDescriptor, terminal.signalDescriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        let ready = poll(&descriptors, nfds_t(descriptors.count), timeout(now))
        takeSignals()
        takeMessages()
        takeKeys(ready > 0 ? descriptors[0].revents : 0)
        if let nextTick, Self.uptime() >= nextTick { hand(.tick) }
    }

    /// Milliseconds until something is due, rounded up so that it is due then; -1 for nothing.
    private func timeout(_ now: Duration) -> Int32 {
        guard let due = [frameDue, nextTick, inputDeadline].compactMap({ $0 }).min() else {
            return -1
        }
        let left = max(.zero, due - now).components
        let milliseconds = left.seconds.multipliedReportingOverflow(by: 1_000)
        guard !milliseconds.overflow, milliseconds.partialValue < 3_600_000 else {
            return 3_600_000
        }
        return Int32(milliseconds.partialValue)
            + Int32((left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    private func takeMessages() {
        let (messages, dropped) = mailbox.drain()
        if dropped > 0 { hand(.dropped(dropped)) }
        for message in messages { hand(.message(message)) }
    }

    private func takeSignals() {
        for number in terminal.takeSignals() {
            switch number {
            case SIGWINCH: if terminal.readSize() { resized() }
            case SIGTSTP: suspend()
            case SIGCONT:
                terminal.takeAgain()
                resized()
            default: if let signal = EndingSignal(number: number) { end(.signal(signal), signal) }
            }
        }
    }

    private func takeKeys(_ state: Int16) {
        let (events, readAnything) = terminal.input.drain()
        for event in events { take(event) }
        let isReadable = state & Int16(POLLIN) != 0
        let isGone = state & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
        // Readable without a byte to read is the end of input; it would be so for ever. Once or
        // twice it is a key that curses has taken already.
        emptyWakes = isReadable && !readAnything && terminal.isAtEnd ? emptyWakes + 1 : 0
        if isGone || emptyWakes > 16 { end(.closed, nil) }
        let now = Self.uptime()
        if readAnything || inputDeadline == nil {
            inputDeadline = terminal.input.timeout.map { now + .milliseconds($0) }
        } else if let inputDeadline, now >= inputDeadline {
            for event in terminal.input.expire() { take(event) }
            self.inputDeadline = nil
        }
    }

    // MARK: - Handing over

    private func take(_ event: TerminalEvent) {
        switch event {
        case .key("ctrl-l"):
            terminal.repaint()
            isForced = true
            isDirty = true
            isAnswering = true
        case .key("ctrl-z"): suspend()
        default: hand(.terminal(event))
        }
    }

    private func hand(_ event: LoopEvent<Program.Message>) {
        guard ending == nil, !program.isFinished else { return }
        program.receive(event)
        isDirty = true
        if case .terminal = event { isAnswering = true }
    }

    private func end(_ ending: Ending, _ signal: EndingSignal?) {
        hand(.terminal(signal.map { .signal($0) } ?? .closed))
        if self.ending == nil { self.ending = ending }
    }

    private func suspend() {
        terminal.suspend()
        for number in terminal.takeSignals() {
            // The signals of stopping, continuing and resizing are dealt with already.
            if let signal = EndingSignal(number: number) { end(.signal(signal), signal) }
        }
        resized()
    }

    private func resized() {
        isForced = true
        hand(.terminal(.resize(terminal.size)))
        isDirty = true
    }

    private func draw(_ now: Duration) {
        let frame = program.frame(size: terminal.size, glyphs: terminal.glyphs, isForced: isForced)
        isDirty = false
        defer { isAnswering = false }
        guard let frame else { return }
        isForced = false
        lastFrame = now
        if isAnswering { lastAnswer = now }
        terminal.present(frame)
    }

    /// Time since the machine started; never goes back.
    private static func uptime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
