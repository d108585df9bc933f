import Glibc
import IntegrationCore
import TUIWidgets

/// Owns the state and the secrets while they are typed; lives on the terminal's thread only.
final class ConsoleProgram: ScreenProgram {
    private(set) var state: AppState
    private var shown: AppState?
    private var typed = TypedSecrets()
    private let time: any TimeSource
    private let perform: (ScreenEffect, [CredentialField: Secret]) -> Void
    private let repaint: () -> Void

    /// Makes a program; `perform` starts an effect and returns at once.
    init(
        state: AppState, time: any TimeSource,
        perform: @escaping (ScreenEffect, [CredentialField: Secret]) -> Void,
        repaint: @escaping () -> Void = {}
    ) {
        self.state = state
        self.time = time
        self.perform = perform
        self.repaint = repaint
    }

    var isFinished: Bool { state.ending != nil }

    var timeToNextTick: Duration? { max(.zero, state.nextWake - time.now()) }

    func receive(_ event: LoopEvent<AppEvent>) {
        apply(.tick(time.now()))
        switch event {
        case .terminal(.key(let key)): apply(.key(key))
        case .terminal(.paste(let text)): apply(.paste(text))
        case .terminal(.resize(let size)): apply(.resize(size))
        case .terminal(.signal), .terminal(.closed): apply(.end)
        case .message(let message): apply(message)
        // Messages mean "look again": after a loss everything is read again.
        case .dropped: apply(.changed)
        case .tick: break
        }
    }

    func frame(size: Size, glyphs: GlyphSet, isForced: Bool) -> Grid? {
        if state.size != size { apply(.resize(size)) }
        guard isForced || shown != state else { return nil }
        shown = state
        return ConsoleView.draw(state, glyphs: glyphs)
    }

    private func apply(_ event: AppEvent) {
        for effect in update(&state, event) {
            switch effect {
            case .editSecret(let field, let edit):
                // Made at once, so that the dots on the screen never lag behind the keys.
                apply(.secretEdited(field, typed.apply(edit, to: field)))
            case .forgetSecrets: typed = TypedSecrets()
            case .repaint: repaint()
            case .suspend: raise(SIGTSTP)
            default: perform(effect, typed.secrets)
            }
        }
    }
}

@available(*, unavailable)
extension ConsoleProgram: Sendable {}

/// Opens the console on this terminal and runs it until it ends.
enum ConsoleSession {
    /// How a session ended.
    typealias Ending = EventLoop<ConsoleProgram>.Ending

    /// Runs the console on the thread that calls.
    ///
    /// After `.signal` the caller stops its engine and dies by the same signal.
    static func run(
        _ context: ConsoleContext, options: ConsoleOptions, terminal look: TerminalOptions
    ) throws(TerminalError) -> Ending {
        let terminal = try Terminal(look)
        defer { terminal.close() }
        let mailbox = Mailbox<AppEvent>()
        let runner = EffectRunner(context: context, mailbox: mailbox)
        defer { runner.stopAll() }
        var state = AppState(
            place: Place(context, options: options), now: context.time.now(), size: terminal.size)
        if let greeting = context.greeting {
            state.messages.add(greeting, .warning, now: context.time.now())
        }
        let program = ConsoleProgram(
            state: state, time: context.time, perform: { runner.run($0, secrets: $1) },
            repaint: { terminal.repaint() })
        // The first tick asks the first questions, after the first frame is on the screen.
        mailbox.post(.tick(context.time.now()))
        runner.listen()
        return EventLoop(terminal: terminal, mailbox: mailbox, program: program).run()
    }
}

extension Place {
    /// What stays the same for a run with this context.
    init(_ context: ConsoleContext, options: ConsoleOptions) {
        let engine: EngineWhereabouts =
            switch context.engine {
            case .here: .here
            case .elsewhere(let host, let pid): .elsewhere(host: host, pid: pid)
            case .nowhere(let reason): .nowhere(reason: reason)
            }
        self.init(
            partner: context.partner.name, modeLabel: ConsoleContext.modeLabel(context.partner),
            isSandbox: context.partner.mode == .sandbox, user: context.user.name, engine: engine,
            options: options)
    }
}
