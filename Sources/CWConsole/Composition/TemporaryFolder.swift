import Foundation

/// A folder of mode 0700 that is removed with all that is in it.
struct TemporaryFolder: Sendable {
    /// Where it is.
    let path: String

    /// Makes a folder with a name of its own.
    init(named prefix: String) throws {
        let parent = (NSTemporaryDirectory() as NSString).standardizingPath
        var template = Array("\(parent)/\(prefix)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Problem.usage(
                "No folder can be made in \(parent): \(String(cString: strerror(errno))). "
                    + "Set TMPDIR to a folder that can be written.")
        }
        path = String(
            decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Writes a small file that only this user can read.
    func write(_ text: String, to file: String) throws {
        guard
            FileManager.default.createFile(
                atPath: file, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw Problem.usage("The file \(file) cannot be written.") }
    }

    /// Removes the folder.
    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
