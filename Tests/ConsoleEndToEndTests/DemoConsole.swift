import TestSupport
import Foundation
import TerminalHarness

/// The real program, `cwconsole demo`, on a pseudo-terminal.
enum DemoConsole {
    /// Starts the demo with a home of its own, so that nothing of the machine shows or is touched.
    static func start(
        columns: Int = 120, rows: Int = 36, arguments: [String] = [],
        environment: [String: String?] = [:]
    ) throws -> TerminalSession {
        let home = FileManager.default.temporaryDirectory
            .appendingPathComponent("cwconsole-e2e-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        var variables: [String: String?] = [
            "HOME": home.path, "XDG_DATA_HOME": home.path, "USER": "kim",
        ]
        for (name, value) in environment { variables.updateValue(value, forKey: name) }
        return try TerminalSession(
            TestProducts.path("cwconsole"), arguments: ["demo"] + arguments, columns: columns,
            rows: rows,
            environment: variables)
    }
}
