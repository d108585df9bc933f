/// What happened, in the order in which it happened.
public enum LoopEvent<Message: Sendable>: Sendable {
    /// From the terminal: a key, a paste, a new size, a signal.
    case terminal(TerminalEvent)
    /// From a task, through the mailbox.
    case message(Message)
    /// So many messages were dropped because the loop could not keep up.
    case dropped(Int)
    /// The time asked for with `timeToNextTick` has passed.
    case tick
}

/// A program with a screen: it takes events one by one and draws one frame per batch of them.
///
/// All calls come on the thread that runs the loop; nothing here may block.
public protocol ScreenProgram<Message>: AnyObject {
    /// What tasks post into the mailbox.
    associatedtype Message: Sendable

    /// Whether the loop should end after this batch.
    var isFinished: Bool { get }

    /// Time until the program wants a tick; nil for none.
    var timeToNextTick: Duration? { get }

    /// Takes one event.
    func receive(_ event: LoopEvent<Message>)

    /// The frame to show, or nil when it has not changed since the last call.
    ///
    /// `isForced` asks for a frame in any case: at the start, after a resize or a suspension.
    func frame(size: Size, glyphs: GlyphSet, isForced: Bool) -> Grid?
}
