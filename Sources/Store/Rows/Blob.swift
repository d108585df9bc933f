internal import Foundation
internal import GRDB

/// Bytes as the database layer takes them.
func blob(_ bytes: [UInt8]) -> Data { Data(bytes) }

extension Row {
    /// A BLOB column as bytes.
    func bytes(_ column: String) -> [UInt8] { [UInt8](self[column] as Data) }
}
