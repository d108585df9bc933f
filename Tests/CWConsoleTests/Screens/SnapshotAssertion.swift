import Foundation
import TUIWidgets
import Testing

@testable import CWConsole

/// Compares a frame with its recorded file: characters, then one letter per cell for its style.
///
/// A new file is written and the test fails, so that somebody looks at it;
/// `CWCONSOLE_RECORD=1` records all anew.
enum Snapshot {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Snapshots")

    /// Text that must never be in a snapshot.
    static let privateKey = "pr1vate-K3y-nobody-may-see"

    static func check(
        _ name: String, _ state: AppState, glyphs: GlyphSet = .unicode,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let transcript = ConsoleView.draw(state, glyphs: glyphs).transcript
        #expect(
            !transcript.contains(privateKey), "a private key is drawn", sourceLocation: location)
        let size = "\(state.size.columns)x\(state.size.rows)"
        let got = "# \(name) \(size)\n" + transcript
        let file = folder.appendingPathComponent("\(name).\(size).txt")
        let isRecording = ProcessInfo.processInfo.environment["CWCONSOLE_RECORD"] == "1"
        guard !isRecording, let expected = try? String(contentsOf: file, encoding: .utf8) else {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            try got.write(to: file, atomically: true, encoding: .utf8)
            if !isRecording {
                Issue.record(
                    "recorded \(file.lastPathComponent): look at it and run again",
                    sourceLocation: location)
            }
            return
        }
        guard got != expected else { return }
        Issue.record("\(difference(expected, got))", sourceLocation: location)
    }

    /// The first line that differs, with carets under the differing cells.
    static func difference(_ expected: String, _ got: String) -> String {
        let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let new = got.split(separator: "\n", omittingEmptySubsequences: false)
        for index in 0..<max(old.count, new.count) {
            let left = index < old.count ? String(old[index]) : ""
            let right = index < new.count ? String(new[index]) : ""
            guard left != right else { continue }
            let a = Array(left)
            let b = Array(right)
            let carets = (0..<max(a.count, b.count)).map { place in
                place < a.count && place < b.count && a[place] == b[place] ? " " : "^"
            }
            return """
                line \(index + 1) differs
                expected \(left)
                got      \(right)
                         \(carets.joined())
                """
        }
        return "the ends differ"
    }
}
