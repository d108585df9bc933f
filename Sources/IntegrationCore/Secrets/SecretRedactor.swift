internal import Foundation

/// Takes live secrets out of text that is shown or stored, in every form they travel in.
public struct SecretRedactor: Sendable {
    private let secrets: [Secret]
    private let pairPrefix: String

    /// Makes a filter.
    ///
    /// - Parameters:
    ///   - secrets: the keys.
    ///   - pairPrefix: what stands before a key inside `Authorization`: `company+public:`.
    public init(secrets: [Secret], pairPrefix: String = "") {
        self.secrets = secrets.filter { !$0.isEmpty }
        self.pairPrefix = pairPrefix
    }

    /// The text with every known form of every secret replaced by `***`.
    public func masked(_ text: String) -> String {
        var text = text
        for secret in secrets {
            // The forms live only for this call; keeping them would keep copies of the key.
            for form in forms(of: secret) where text.contains(form) {
                text = text.replacingOccurrences(of: form, with: "***")
            }
        }
        return text
    }

    /// Longest first: as it is, in base 64 alone and in the pair, URL-encoded, JSON-escaped.
    private func forms(of secret: Secret) -> [String] {
        secret.withBytes { bytes in
            let raw = String(decoding: bytes, as: UTF8.self)
            let json = JSONValue.string(raw).text.dropFirst().dropLast()
            let pair = Base64.text(Array(pairPrefix.utf8) + bytes)
            let forms = [
                raw, Base64.text(bytes), pair, PercentEncoding.text(raw),
                PercentEncoding.text(pair), PercentEncoding.text(raw).lowercased(), String(json),
                json.replacingOccurrences(of: "/", with: "\\/"),
            ]
            return Set(forms).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        }
    }
}
