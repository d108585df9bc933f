import Foundation

/// What a Basic `Authorization` header says: `company+publicKey:privateKey` (contract 2).
struct Credentials {
    let company, publicKey, privateKey: String

    init?(_ header: String?) {
        guard let header, header.lowercased().hasPrefix("basic "),
            let data = Data(base64Encoded: String(header.dropFirst(6)))
        else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let names = (halves.first ?? "").split(separator: "+", maxSplits: 1)
        guard halves.count == 2, names.count == 2 else { return nil }
        (company, publicKey) = (String(names[0]), String(names[1]))
        privateKey = String(halves[1])
    }
}
