import TestSupport
import Dispatch
import Foundation
import IntegrationCore

/// The built program, run as a child the way a script would run it.
struct Program: Sendable {
    /// A folder of its own for everything that the program may leave behind.
    let folder: String

    /// What a run left: the exit code and the two streams.
    struct Outcome: Sendable {
        let code: Int32, stdout: String, stderr: String

        /// The one JSON document of stdout; nil when there is none, or more than one.
        var document: JSONValue? { try? JSONValue(parsing: stdout.utf8) }
    }

    /// A program that cannot be run.
    struct Missing: Error { let path: String }

    /// Makes a folder and finds the program beside the test bundle.
    init() throws {
        folder = NSTemporaryDirectory() + "/cwconsole-tests-\(UUID().uuidString)"
        for name in ["", "/tmp", "/data"] {
            try FileManager.default.createDirectory(
                atPath: folder + name, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        guard FileManager.default.isExecutableFile(atPath: Self.path) else {
            throw Missing(path: Self.path)
        }
    }

    /// Removes the folder.
    func clean() { try? FileManager.default.removeItem(atPath: folder) }

    /// The store in the folder.
    var store: String { folder + "/data/console.db" }

    /// Runs a command on the store and waits for its end.
    func run(_ arguments: String..., input: String = "") async throws -> Outcome {
        try await run(arguments, input: input)
    }

    /// Runs a command on the store and waits for its end.
    func run(_ arguments: [String], input: String = "") async throws -> Outcome {
        let process = try process(arguments)
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stderr
        async let result = Self.text(of: stdout)
        async let messages = Self.text(of: stderr)
        let code: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
                try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
                try stdin.fileHandleForWriting.close()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        return Outcome(code: code, stdout: await result, stderr: await messages)
    }

    /// A child that was not started yet, with an environment of its own.
    func process(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder + "/data")
        process.environment = [
            "CWCONSOLE_STORE": store, "HOME": folder, "TMPDIR": folder + "/tmp",
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
        ]
        return process
    }

    /// Writes a file into the folder and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        let path = "\(folder)/data/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Where the build put the program: beside the test bundle.
    private static let path = TestProducts.path("cwconsole")

    /// All that a pipe delivers, read on a thread of its own.
    private static func text(of pipe: Pipe) async -> String {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let data = try? pipe.fileHandleForReading.readToEnd()
                continuation.resume(returning: String(decoding: data ?? Data(), as: UTF8.self))
            }
        }
    }
}

/// Runs a test with a program and a folder of its own.
func withProgram(_ body: (Program) async throws -> Void) async throws {
    let program = try Program()
    defer { program.clean() }
    try await body(program)
}
