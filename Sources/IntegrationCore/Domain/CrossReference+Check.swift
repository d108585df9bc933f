extension [CrossReference] {
    /// Why these cannot be a partner's cross-references, in one sentence; nil when they can.
    public var refusal: String? { refusals.first?.reason }

    /// Why these cannot be a partner's cross-references: the place of each wrong one, nil for all
    /// of them, and the reason, in one sentence.
    ///
    /// The twelve services stay, in their order and before the partner's own; names and pairs of
    /// Level and Type are unique.
    public var refusals: [(index: Int?, reason: String)] {
        var refusals: [(index: Int?, reason: String)] = []
        func refuse(_ index: Int?, _ reason: String) { refusals.append((index, reason)) }
        let standard = CrossReference.standard.map(\.id)
        let lost = standard.filter { id in !contains { $0.id == id } }
        for id in lost {
            refuse(nil, "The service \(id) is one of the twelve and cannot be removed.")
        }
        if lost.isEmpty, prefix(standard.count).map(\.id) != standard {
            refuse(nil, "The twelve services stand in their order, before the partner's own.")
        }
        var names: Set<String> = [], pairs: Set<[String]> = []
        for (index, reference) in enumerated() {
            if let reason = reference.refusal { refuse(index, reason) }
            if reference.isOwn == standard.contains(reference.id) {
                refuse(
                    index, "Only a service beside the twelve is the partner's own: \(reference.id)."
                )
            }
            if !names.insert(reference.id).inserted {
                refuse(
                    index, "There are two services named \(reference.id); choose another name.")
            }
            if !pairs.insert([reference.level, reference.type]).inserted {
                refuse(
                    index,
                    "Level \(reference.level) with Type \(reference.type) stands twice"
                        + " (\(reference.service)); the pair is the key, so change one of them.")
            }
        }
        return refusals
    }
}

extension CrossReference {
    /// Why this cannot be a cross-reference, in one sentence; nil when it can.
    public var refusal: String? {
        let isName =
            (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
            }
        guard isName else {
            return "The name of a service has 1 to 64 small letters, digits and hyphens."
        }
        for (name, text) in [("wording", service), ("Level", level), ("Type", type)]
        where text.allSatisfy(\.isWhitespace) {
            return "The \(name) of \(id) is blank; it has 1 to 255 characters."
        }
        let texts = [
            ("wording", service), ("Level", level), ("Type", type),
            ("Configuration Type", configurationType), ("Agreement Type", agreementType),
        ]
        for (name, text) in texts {
            guard text.unicodeScalars.count <= 255 else {
                return "The \(name) of \(id) has more than 255 characters."
            }
            if text.holdsControl {
                return "The \(name) of \(id) holds a control character; type it anew."
            }
        }
        guard product.map({ $0.id > 0 }) ?? true else {
            return "The product of \(id) has no id of ConnectWise's catalog; pick it again."
        }
        return nil
    }
}
