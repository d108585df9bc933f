import Foundation
import Testing

@testable import CWConsole

@Suite struct LineSourceTests {
    /// The lines of a text, read from a real descriptor.
    private func lines(of bytes: [UInt8]) throws -> [LineSource.Line] {
        let path = NSTemporaryDirectory() + "/lines-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var source = LineSource(descriptor: file.fileDescriptor)
        var found: [LineSource.Line] = []
        while let line = try source.next() { found.append(line) }
        return found
    }

    private func text(_ text: String, _ number: Int) -> LineSource.Line {
        .text(Array(text.utf8), number: number)
    }

    @Test func `a byte order mark, carriage returns and a missing last line feed do not count`()
        throws
    {
        let found = try lines(of: Array("\u{FEFF}one\r\n\r\nthree".utf8))

        #expect(found == [text("one", 1), text("", 2), text("three", 3)])
    }

    @Test func `nothing has no lines`() throws {
        #expect(try lines(of: []).isEmpty)
    }

    @Test(arguments: [LineSource.longest - 1, LineSource.longest, LineSource.longest + 1])
    func `a line is kept up to the limit, and the next one is read whole`(length: Int) throws {
        let long = String(repeating: "x", count: length)

        for end in ["\n", "\r\n"] {
            let found = try lines(of: Array((long + end + "next\n").utf8))

            #expect(found.last == text("next", 2))
            #expect(
                found.first
                    == (length <= LineSource.longest ? text(long, 1) : .tooLong(number: 1)))
        }
    }

    @Test func `a line much longer than the limit is skipped to its end`() throws {
        let long = String(repeating: "y", count: 3_000_000)

        let found = try lines(of: Array((long + "\nafter").utf8))

        #expect(found == [.tooLong(number: 1), text("after", 2)])
    }
}
