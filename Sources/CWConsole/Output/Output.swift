import Glibc
import IntegrationCore

/// Where a command writes: results to stdout, messages to stderr.
///
/// With `--json` stdout gets exactly one document, whatever happens; text is left out.
struct Output: Sendable {
    /// Whether `--json` was asked for.
    let isJSON: Bool
    /// Whether results and messages go to a terminal.
    let resultsAreOnTerminal: Bool, messagesAreOnTerminal: Bool

    /// Looks at the descriptors of this process.
    init(isJSON: Bool) {
        self.isJSON = isJSON
        resultsAreOnTerminal = isatty(STDOUT_FILENO) == 1
        messagesAreOnTerminal = isatty(STDERR_FILENO) == 1
    }

    /// Prints a result: the document with `--json`, the text without.
    func result(_ document: @autoclosure () -> JSONValue, _ text: @autoclosure () -> String) {
        let result = isJSON ? SafeText.json(document().text) : SafeText.lines(text())
        if !result.isEmpty { Self.write(result + "\n", to: STDOUT_FILENO) }
    }

    /// Prints a line of result while work goes on; left out with `--json`.
    func line(_ text: String) {
        if !isJSON { Self.write(SafeText.lines(text) + "\n", to: STDOUT_FILENO) }
    }

    /// Prints a message for people.
    func message(_ text: String) {
        Self.write(SafeText.lines(text) + "\n", to: STDERR_FILENO)
    }

    /// Writes to stderr as it is, for lines that change.
    func raw(_ text: String) { Self.write(text, to: STDERR_FILENO) }

    /// Writes all bytes, however often the descriptor takes only some; a closed pipe ends it.
    static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
