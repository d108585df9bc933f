extension CrossReferenceReport.Verdict {
    /// What the verdict means, in a sentence.
    public var sentence: String {
        switch self {
        case .matched: "ConnectWise has it exactly as here."
        case .nearMiss:
            "Level or Type differs only in case or blanks, so ConnectWise bills nothing."
        case .missing: "ConnectWise has no such cross-reference."
        case .duplicate:
            "ConnectWise has it more than once; only one of them may stay."
        case .inactive: "It is switched off in ConnectWise."
        case .productMissing: "The product is no longer in ConnectWise; another one is needed."
        case .productNotPicked: "No product was picked yet, so nothing can be billed."
        case .productDiffers: "ConnectWise bills another product."
        case .typesDiffer: "Configuration or agreement type is another one in ConnectWise."
        case .notBilled: "The service is not billed; Space bills it."
        }
    }

    /// How it is put right, step by step; `isRepairable` when there are requests that do it.
    public func remedy(_ service: String, isRepairable: Bool) -> [String] {
        let pick = [
            "Open Cross-refs (6), put the marker on \(service), press p.",
            "Pick the product that is billed per unit, and save.",
        ]
        switch self {
        case .matched, .notBilled: return []
        case .productMissing, .productNotPicked: return pick
        case .nearMiss, .missing, .duplicate, .inactive, .productDiffers, .typesDiffer: break
        }
        let place = "Managed Devices Integration > Cross-References in ConnectWise"
        guard isRepairable else {
            return [
                "Open Cross-refs (6) with Enter on \(service): the detail says what is missing.",
                "Choose there what ConnectWise has, or make it in \(place).",
            ]
        }
        var steps = [
            "Press f: it shows the requests that put it right, and asks. Or open \(place)."
        ]
        if self == .productDiffers { steps += ["Is theirs the right one? " + pick[0]] }
        return steps
    }
}
