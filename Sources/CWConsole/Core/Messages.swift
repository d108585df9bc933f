import IntegrationCore
import TUIWidgets

/// Toasts on the screen and the history behind `!`.
struct Messages: Equatable, Sendable {
    /// One message.
    struct Message: Equatable, Sendable {
        /// What happened, how it went, when, and until when it is a toast (nil: until dismissed).
        var text: String, role: Role, at: Timestamp, until: Timestamp?
        /// Whether it still lies on the screen.
        var isShown = true
    }

    /// Messages that are kept.
    static let limit = 200

    /// The messages, oldest first.
    private(set) var all: [Message] = []
    /// A short remark about the last key, such as "x does nothing here"; gone with the next key.
    var remark = ""

    /// Adds a message: success stays 3 s, a warning 6 s, an error until it is dismissed (B47).
    mutating func add(_ text: String, _ role: Role, now: Timestamp) {
        if let last = all.last, last.isShown, last.text == text, last.role == role {
            all.removeLast()
        }
        let until: Timestamp? =
            switch role {
            case .error: nil
            case .warning: now + .seconds(6)
            default: now + .seconds(3)
            }
        all.append(Message(text: text, role: role, at: now, until: until))
        if all.count > Self.limit { all.removeFirst(all.count - Self.limit) }
    }

    /// Takes toasts whose time is over from the screen.
    mutating func expire(now: Timestamp) {
        for index in all.indices where all[index].isShown {
            if let until = all[index].until, until <= now { all[index].isShown = false }
        }
    }

    /// Takes the newest error from the screen; false when none is there.
    mutating func dismiss() -> Bool {
        guard let index = all.lastIndex(where: { $0.isShown && $0.until == nil }) else {
            return false
        }
        all[index].isShown = false
        return true
    }

    /// The toasts on the screen, oldest first.
    var shown: [Message] { all.filter(\.isShown) }

    /// When the next toast goes; nil when none goes by itself.
    var nextExpiry: Timestamp? { shown.compactMap(\.until).min() }
}
