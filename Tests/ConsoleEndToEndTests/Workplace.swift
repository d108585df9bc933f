import TestSupport
import Foundation
import TerminalHarness

/// A folder with a store of its own, in which commands of the real program run on terminals.
struct Workplace {
    /// The folder, and the store in it.
    let folder: String
    var store: String { folder + "/console.db" }
    private let variables: [String: String?]

    init() throws {
        folder =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("cwconsole-e2e-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder + "/tmp", withIntermediateDirectories: true)
        variables = [
            "HOME": folder, "XDG_DATA_HOME": folder, "TMPDIR": folder + "/tmp", "USER": "kim",
            "CWCONSOLE_STORE": folder + "/console.db", "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    /// Removes the folder; called when the programs in it have ended.
    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// Starts the program on a terminal.
    func start(
        _ arguments: String..., columns: Int = 120, rows: Int = 36,
        environment: [String: String?] = [:]
    ) throws -> TerminalSession {
        try TerminalSession(
            TestProducts.path("cwconsole"), arguments: arguments, columns: columns, rows: rows,
            environment: variables.merging(environment) { $1 }, directory: folder)
    }

    /// Starts another program, for instance a shell that starts this one.
    func start(
        program: String, _ arguments: [String], environment: [String: String?] = [:]
    ) throws -> TerminalSession {
        try TerminalSession(
            program, arguments: arguments, columns: 120, rows: 36,
            environment: variables.merging(environment) { $1 }, directory: folder)
    }

    /// Runs a command to its end: status and everything it printed.
    func run(_ arguments: String...) throws -> (exit: TerminalSession.Exit, text: String) {
        let command = try TerminalSession(
            TestProducts.path("cwconsole"), arguments: arguments, columns: 400, rows: 60,
            environment: variables, directory: folder)
        let exit = try command.waitForExit(seconds: 60)
        return (exit, String(decoding: command.output, as: UTF8.self))
    }

    /// Writes a file into the folder and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }
}

/// `cwconsole sandbox` on a terminal of its own, and what it printed.
struct SandboxRun {
    /// The program, to be stopped.
    let session: TerminalSession
    /// Where and how to sign in.
    let url: String, authority: String, company: String, publicKey: String, privateKey: String
    let clientID: String, solution: String

    init(in workplace: Workplace) throws {
        let session = try workplace.start("sandbox", columns: 400)
        try session.wait(forText: "The sandbox runs", seconds: 30)
        func value(_ label: String) -> String {
            session.lines.first { $0.hasPrefix(label + " ") }
                .map { String($0.dropFirst(label.count).drop { $0 == " " || $0 == ":" }) } ?? ""
        }
        self.session = session
        url = value("URL")
        authority = value("CA file")
        company = value("Company ID")
        publicKey = value("Public key")
        privateKey = value("Private key")
        clientID = value("Client ID")
        solution = value("Solution")
    }
}
