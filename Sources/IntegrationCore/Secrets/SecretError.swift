/// Why the master key or a sealed secret cannot be used; says what to do, never shows a secret.
public enum SecretError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The key file cannot be read or made; `reason` is the system's words.
    case file(path: String, reason: String)
    /// The key file, or its directory, could be read or changed by somebody else.
    case exposed(path: String, reason: String, remedy: String)
    /// The key does not have 32 bytes.
    case wrongLength(path: String, found: Int)
    /// There is no key, although secrets were sealed with one before.
    case missing(path: String)
    /// The passphrase has fewer than 12 characters.
    case weakPassphrase
    /// The sealed secret does not open with this key, or not in this place.
    case rejected(origin: String)
    /// The library failed.
    case library(String)

    public var description: String {
        switch self {
        case .file(let path, let reason):
            "The key file \(path) cannot be used: \(reason)."
        case .exposed(let path, let reason, let remedy):
            "The key at \(path) is refused: \(reason). \(remedy)"
        case .wrongLength(let path, let found):
            "The key at \(path) has \(found) bytes; it must be 32 bytes, or 64 hexadecimal digits."
        case .missing(let path):
            "There is no key at \(path), but the store holds secrets sealed with one. Restore the"
                + " key file from a backup, or clear the credentials and enter them again."
        case .weakPassphrase:
            "The passphrase is too short; use at least 12 characters."
        case .rejected(let origin):
            "The stored private key does not open with \(origin). Use the key it was sealed with,"
                + " or enter the credentials again."
        case .library(let text):
            text
        }
    }
}
