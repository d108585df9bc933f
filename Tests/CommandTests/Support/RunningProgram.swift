import Dispatch
import Foundation
import IntegrationCore

/// A program that runs until it is stopped.
final class RunningProgram: Sendable {
    private let process: Process
    private let output: Pipe
    private let ended: AsyncStream<Int32>

    fileprivate init(process: Process, output: Pipe, ended: AsyncStream<Int32>) {
        self.process = process
        self.output = output
        self.ended = ended
    }

    /// The next line that it prints; nil at its end.
    func line() async -> String? {
        let handle = output.fileHandleForReading
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var bytes: [UInt8] = []
                while let byte = try? handle.read(upToCount: 1)?.first {
                    if byte == 10 { break }
                    bytes.append(byte)
                }
                let text = String(decoding: bytes, as: UTF8.self)
                continuation.resume(returning: bytes.isEmpty ? nil : text)
            }
        }
    }

    /// Sends SIGTERM and returns the exit code.
    func stop() async -> Int32 {
        process.terminate()
        for await code in ended { return code }
        return -1
    }
}

extension Program {
    /// Starts a command that goes on until it is stopped.
    func start(_ arguments: String...) throws -> RunningProgram {
        let process = try process(arguments)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        let (ended, continuation) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = {
            continuation.yield($0.terminationStatus)
            continuation.finish()
        }
        try process.run()
        return RunningProgram(process: process, output: output, ended: ended)
    }
}
