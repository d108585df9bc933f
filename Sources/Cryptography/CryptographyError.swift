/// What can go wrong in this module; every case is safe to show.
public enum CryptographyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A key or nonce has the wrong length; lengths are in bytes.
    case length(of: String, expected: Int, found: Int)
    /// The sealed bytes were made with another key or for another place, or were altered.
    case rejected
    /// The library refused an operation that has no reason to fail, for instance out of memory.
    case library(operation: String)

    public var description: String {
        switch self {
        case .length(let name, let expected, let found):
            "The \(name) has \(found) bytes; it must have \(expected)."
        case .rejected:
            "The sealed data does not open: another key made it, or it was moved or altered."
        case .library(let operation):
            "The OpenSSL library could not \(operation)."
        }
    }
}
