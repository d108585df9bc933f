import Cryptography
import Foundation
import Testing

/// Looks for a secret in everything that a run left, in each form that text takes on its way.
struct SecretSearch {
    /// The forms by name.
    let forms: [String: [UInt8]]

    /// Makes a search; `pairPrefix` is what stands before the key in a sign-in: `company+public:`.
    init(_ secret: String, pairPrefix: String) throws {
        let json = try #require(
            String(data: JSONEncoder().encode(secret), encoding: .utf8)?.dropFirst().dropLast())
        let url = try #require(
            secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let texts: [String: String] = [
            "raw": secret,
            "base64 of the pair": Data((pairPrefix + secret).utf8).base64EncodedString(),
            "base64 of the key": Data(secret.utf8).base64EncodedString(),
            "URL-encoded": url,
            "JSON-escaped": String(json.replacing("\\/", with: "/")),
            "hexadecimal": Hexadecimal.text(Array(secret.utf8)),
        ]
        forms = texts.mapValues { Array(Self.folded(Array($0.utf8))) }
    }

    /// Which forms stand in these bytes; capitals make no difference.
    func hits(in bytes: some Collection<UInt8>) -> [String] {
        let text = Data(Self.folded(bytes))
        return forms.filter { text.range(of: Data($0.value)) != nil }.map(\.key).sorted()
    }

    /// The hits in every file below a folder, but for folders of keys.
    func hits(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).flatMap { name -> [String] in
            guard !name.contains(".keys/"),
                let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
            else { return [] }
            return hits(in: data).map { "\(name): \($0)" }
        }
    }

    private static func folded(_ bytes: some Collection<UInt8>) -> [UInt8] {
        bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }
    }
}
