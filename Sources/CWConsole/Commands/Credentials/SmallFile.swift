import Foundation

/// Reads a file that a person named; small, so that a wrong name cannot fill the memory.
enum SmallFile {
    /// The bytes of a file of at most so many MiB; `-` is standard input.
    static func read(
        _ path: String, purpose: String, mebibytes: Int = 1
    ) async throws -> [UInt8] {
        let limit = mebibytes << 20
        let data: Data? = try await OwnThread.run {
            do {
                let handle: FileHandle
                if path == "-" {
                    handle = .standardInput
                } else {
                    handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
                }
                var data = Data()
                while data.count <= limit, let part = try handle.read(upToCount: 65_536),
                    !part.isEmpty
                {
                    data += part
                }
                return data.count <= limit ? data : nil
            } catch {
                throw Problem.usage(
                    "The \(purpose) file \(path) cannot be read: \(error.localizedDescription) "
                        + "Check its name and rights.")
            }
        }
        guard let data else {
            throw Problem.usage(
                "The \(purpose) file \(path) has more than \(mebibytes) MiB; it is another file.")
        }
        return Array(data)
    }
}
