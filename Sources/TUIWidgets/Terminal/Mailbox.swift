import Locking

/// Thread-safe inbox that wakes the terminal loop: the only door from tasks to the screen.
///
/// It is bounded. When the loop cannot keep up the oldest messages are dropped and counted;
/// messages mean "look again", so the next one repairs what was missed.
public final class Mailbox<Message: Sendable>: Sendable {
    private struct Box {
        var messages: [Message] = []
        var dropped = 0
    }

    private let box = Locked(Box())
    private let pipe = WakePipe()
    private let capacity: Int

    /// Makes an inbox for at most `capacity` messages.
    public init(capacity: Int = 4_096) { self.capacity = max(1, capacity) }

    /// Puts a message in; from any thread, never blocks.
    public func post(_ message: Message) {
        let wasEmpty = box.withLock { box in
            let wasEmpty = box.messages.isEmpty
            box.messages.append(message)
            // Dropping a quarter at a time keeps the cost of an overflow small per message.
            if box.messages.count > capacity {
                let excess = max(1, capacity / 4)
                box.messages.removeFirst(excess)
                box.dropped += excess
            }
            return wasEmpty
        }
        if wasEmpty { pipe.signal() }  // one byte, however many messages
    }

    /// Takes all messages out, oldest first, and the number dropped since the last time.
    public func drain() -> (messages: [Message], dropped: Int) {
        pipe.clear()  // first the bytes, then the messages: the other order loses a wake-up
        return box.withLock { box in
            defer { box = Box() }
            return (box.messages, box.dropped)
        }
    }

    /// The descriptor that is readable while messages wait.
    var wakeDescriptor: Int32 { pipe.reader }
}
