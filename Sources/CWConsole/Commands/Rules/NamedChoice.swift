import IntegrationCore

/// Finds what a person named by name or id among what ConnectWise has.
enum NamedChoice {
    /// The one that matches: the name exactly, else the name in another case, else the id.
    ///
    /// - Throws: a `Problem` that lists what there is.
    static func find(
        _ wanted: String, among choices: [NamedReference], noun: String
    ) throws(Problem) -> NamedReference {
        let exact = choices.filter { $0.name == wanted }
        let similar = choices.filter { $0.name.lowercased() == wanted.lowercased() }
        let byID = choices.filter { String($0.id) == wanted }
        let found = [exact, similar, byID].first { !$0.isEmpty } ?? []
        if let only = found.first, found.count == 1 { return only }
        guard found.isEmpty else {
            let ids = found.map { String($0.id) }.joined(separator: ", ")
            throw .usage("ConnectWise has several of the \(noun) '\(wanted)'. Give an id: \(ids).")
        }
        let names = choices.map { "'\(Sanitizer.line($0.name))' (\($0.id))" }
        throw .usage(
            "ConnectWise has no \(Sanitizer.line(noun)) '\(wanted)'. "
                + (names.isEmpty
                    ? "The API member sees none; give its role the right to see them."
                    : "It has: \(names.joined(separator: ", "))."))
    }
}
