import IntegrationCore

/// One thing that an import would change.
struct ConfigurationChange {
    /// The place, like `settings.windowHours` or `customers.19652`.
    let place: String
    /// What stands there and what would; nil for nothing.
    let old: Side?, new: Side?

    /// A value, or all of what is added or removed, in words and for `--json`.
    struct Side {
        let words: String, json: JSONValue

        init(_ value: ConfigurationValue) { (words, json) = (value.words, value.json) }

        init(_ entry: ConfigurationEntry) { (words, json) = (entry.summary, entry.json) }
    }
}

/// What differs between two configurations: rules by their place, everything else by its name.
enum ConfigurationDifference {
    /// The changes from one configuration to another, in the order of the file.
    static func changes(
        from old: PartnerConfiguration, to new: PartnerConfiguration
    ) -> [ConfigurationChange] {
        changes(from: old.entries, to: new.entries)
    }

    private static func changes(
        from old: [ConfigurationEntry], to new: [ConfigurationEntry]
    ) -> [ConfigurationChange] {
        let known = Dictionary(old.map { ($0.place, $0) }) { first, _ in first }
        let kept = Set(new.map(\.place))
        let changed = new.flatMap { entry in
            known[entry.place].map { changes(from: $0, to: entry) }
                ?? [ConfigurationChange(place: entry.place, old: nil, new: .init(entry))]
        }
        return changed
            + old.filter { !kept.contains($0.place) }.map {
                ConfigurationChange(place: $0.place, old: .init($0), new: nil)
            }
    }

    private static func changes(
        from old: ConfigurationEntry, to new: ConfigurationEntry
    ) -> [ConfigurationChange] {
        let before = Dictionary(old.members.map { ($0.name, $0.value) }) { first, _ in first }
        let after = Set(new.members.map(\.name))
        let gone = old.members.map(\.name).filter { !after.contains($0) }
        let members: [(String, ConfigurationValue?)] =
            new.members.map { ($0.name, $0.value) } + gone.map { ($0, nil) }
        return members.compactMap { name, value in
            guard before[name] != value else { return nil }
            return ConfigurationChange(
                place: "\(new.place).\(name)", old: before[name].map { .init($0) },
                new: value.map { .init($0) })
        } + changes(from: old.accounts, to: new.accounts)
    }
}

extension [ConfigurationChange] {
    /// The changes as a table.
    var table: String {
        var table = ResultTable(.text("WHAT"), .text("NOW"), .text("IN THE FILE"))
        for change in self {
            table.add(
                change.place, change.old?.words.oneLine(limit: 100) ?? "none",
                change.new?.words.oneLine(limit: 100) ?? "none")
        }
        return table.text(empty: "Nothing differs.")
    }

    /// The changes as `--json` says them.
    var document: JSONValue {
        .list(self) { change in
            [
                "place": .string(change.place), "old": change.old?.json ?? .null,
                "new": change.new?.json ?? .null,
            ]
        }
    }
}
