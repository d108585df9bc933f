extension [PartnerConfiguration.CustomerPart] {
    /// Why these cannot be a partner's customers: the place of each wrong one and the reason, in
    /// one sentence; empty when they can.
    public var refusals: [(index: Int, reason: String)] {
        var refusals: [(index: Int, reason: String)] = []
        var numbers: Set<Int64> = [], links: Set<PartnerConfiguration.Link> = []
        for (index, part) in enumerated() {
            for reason in part.refusals { refusals.append((index, reason)) }
            if !numbers.insert(part.number).inserted {
                refusals.append(
                    (index, "The customer number \(part.number) stands twice; each has one."))
            }
            for link in part.links where !links.insert(link).inserted {
                refusals.append(
                    (index, "The customer \(link.id) of \(link.source) is linked twice."))
            }
        }
        return refusals
    }
}

extension PartnerConfiguration.CustomerPart {
    fileprivate var refusals: [String] {
        var reasons: [String] = []
        if number < 1 { reasons.append("A customer number is a whole number above 0.") }
        if !(1...256).contains(name.unicodeScalars.count) || name.holdsControl {
            reasons.append(
                "The name of customer \(number) has 1 to 256 characters, none of them a control"
                    + " one.")
        }
        for link in links where !link.source.isToken || !link.id.isIdentifier {
            reasons.append(
                "The link of \(link.id) of \(link.source) is none: a source has 1 to 255 and an id"
                    + " 1 to 128 printable ASCII characters, the source without blanks.")
        }
        for (account, settings) in accounts.sorted(by: { $0.key < $1.key }) {
            let ids = [account] + (settings.parent.isEmpty ? [] : [settings.parent])
            for id in ids where !id.isIdentifier {
                reasons.append(
                    "The id of account \(id) has 1 to 128 printable ASCII characters, blanks only"
                        + " inside.")
            }
            if let reason = settings.refusal { reasons.append("Account \(account): \(reason)") }
            // An account that nobody heard of yet is made; a child tells of its parent's parent.
            let parent = settings.parentRefusal(
                of: account, settings: { accounts[$0] ?? AccountSettings() }, child: { nil })
            if let parent { reasons.append(parent) }
        }
        return reasons
    }
}
