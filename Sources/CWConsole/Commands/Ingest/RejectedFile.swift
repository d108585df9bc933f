import Foundation
import IntegrationCore

/// Writes refused lines beside their file, with number and reason.
enum RejectedFile {
    /// Where the refused lines of a file go.
    static func path(for file: String) -> String {
        file == "-" ? "stdin.rejected.jsonl" : file + ".rejected.jsonl"
    }

    /// Writes the file anew, one JSON object a line; removes it when nothing was refused.
    static func write(_ rejected: [IngestTally.Rejection], for file: String) async throws {
        let path = path(for: file)
        let lines = rejected.map { rejection in
            let document: JSONValue = [
                "line": .count(rejection.line), "reason": .string(rejection.reason),
                "text": .string(String(decoding: rejection.text, as: UTF8.self)),
            ]
            return document.text + "\n"
        }.joined()
        try await OwnThread.run {
            let files = FileManager.default
            guard !rejected.isEmpty else {
                if file != "-", files.fileExists(atPath: path) {
                    try files.removeItem(atPath: path)
                }
                return
            }
            guard
                files.createFile(
                    atPath: path, contents: Data(lines.utf8),
                    attributes: [.posixPermissions: 0o600])
            else {
                throw Problem.usage(
                    "The refused lines cannot be written to \(path). "
                        + "Make its directory writable; the accepted events are stored.")
            }
        }
    }
}
