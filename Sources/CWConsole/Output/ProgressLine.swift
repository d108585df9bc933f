import IntegrationCore
import Locking

/// Shows how far long work is: a bar that moves on a terminal, a plain line now and then elsewhere.
final class ProgressLine: Sendable {
    private let output: Output, time: any TimeSource
    private let began: Timestamp
    private let shown = Locked<Timestamp?>(nil)

    /// Begins to count now.
    init(output: Output, time: any TimeSource) {
        self.output = output
        self.time = time
        began = time.now()
    }

    /// Shows what is done; work of less than a second shows nothing.
    ///
    /// `count` is what the rate is made of, `share` how much of the whole is done, if that is known.
    func show(_ text: String, count: Int, share: Double?) {
        let now = time.now()
        let pause: Duration = output.messagesAreOnTerminal ? .milliseconds(100) : .seconds(10)
        let isDue = shown.withLock { shown in
            guard now - began > .seconds(1), now - (shown ?? began) >= pause else { return false }
            shown = now
            return true
        }
        guard isDue else { return }
        let seconds = (now - began).inSeconds
        let line = "\(text)  \(Int(Double(count) / seconds))/s" + Self.rest(share, after: seconds)
        if output.messagesAreOnTerminal {
            output.raw("\r\u{1B}[K\(Self.bar(share))\(line)")
        } else {
            output.message(line)
        }
    }

    /// Takes the bar away.
    func clear() {
        let wasShown = shown.withLock { $0 != nil }
        if wasShown, output.messagesAreOnTerminal { output.raw("\r\u{1B}[K") }
    }

    private static func bar(_ share: Double?) -> String {
        guard let share else { return "" }
        let filled = Int(max(0, min(1, share)) * 20)
        let rest = String(repeating: "-", count: 20 - filled)
        return "[\(String(repeating: "#", count: filled))\(rest)] "
    }

    private static func rest(_ share: Double?, after seconds: Double) -> String {
        guard let share, share > 0.01, share <= 1 else { return "" }
        return "  \(Int((seconds / share - seconds).rounded(.up))) s left"
    }
}
