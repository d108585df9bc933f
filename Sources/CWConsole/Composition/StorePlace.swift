import Foundation
import IntegrationCore
import Store

/// Where the store is, and what stands beside it.
struct StorePlace: Sendable {
    /// The store's file.
    let path: String
    /// Whether nobody named a place, so that the program makes the directory.
    let isDefault: Bool

    /// The file that `--store` names, else `CWCONSOLE_STORE`, else the default of the XDG rules.
    init(option: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
        if let named = option ?? environment["CWCONSOLE_STORE"], !named.isEmpty {
            path = named
            isDefault = false
        } else {
            // The XDG rules ignore a path that is not absolute.
            let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            let home = environment["HOME"] ?? NSHomeDirectory()
            path = (data ?? "\(home)/.local/share") + "/cwconsole/console.db"
            isDefault = true
        }
    }

    /// A store at a path.
    init(path: String) {
        self.path = path
        isDefault = false
    }

    /// The key file of the store's secrets, in a directory of its own.
    var keyFile: String { "\(path).keys/master.key" }

    /// Where the console's messages go while the screen is on.
    var logFile: String { "\(path).log" }

    /// Opens the store; the default directory is made with mode 0700.
    func open() async throws -> any Ledger {
        try await OwnThread.run {
            if isDefault {
                let directory = (path as NSString).deletingLastPathComponent
                do {
                    try FileManager.default.createDirectory(
                        atPath: directory, withIntermediateDirectories: true,
                        attributes: [.posixPermissions: 0o700])
                } catch {
                    throw LedgerError(
                        .unusable,
                        "The directory \(directory) for the store cannot be made: "
                            + "\(error.localizedDescription) Name another place with --store.")
                }
            }
            return try SQLiteLedger(path: path)
        }
    }
}
