import IntegrationCore
import Locking

/// Shows how far long work is: one line that changes on a terminal, nothing elsewhere.
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

    /// Shows a state, at most ten times a second; work of less than a second shows nothing.
    func show(_ text: String) {
        let now = time.now()
        guard output.messagesAreOnTerminal, now - began > .seconds(1) else { return }
        let isDue = shown.withLock { shown in
            if let last = shown, now - last < .milliseconds(100) { return false }
            shown = now
            return true
        }
        let seconds = Int((now - began).inSeconds)
        if isDue { output.raw("\r\u{1B}[K\(text)  \(seconds) s") }
    }

    /// Takes the line away.
    func clear() {
        if shown.withLock({ $0 }) != nil { output.raw("\r\u{1B}[K") }
    }
}
