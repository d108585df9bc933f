import IntegrationCore

/// One table of the file on its way to a value: strict, and going on after each problem.
///
/// What cannot be read is told and stands for nothing; whoever reads asks `isGood` at the end.
final class ConfigurationTable {
    private let table: TOMLTable, keys: [ConfigurationKey], log: ConfigurationLog
    private let outer: ConfigurationTable?
    /// Where it stands, like `rules[2]`; empty for the whole file.
    let place: String
    /// Whether nothing was wrong in it, or in what stands in it.
    private(set) var isGood = true

    /// Tells of names that there are not, and of those that are missing.
    init(
        _ table: TOMLTable, at place: String = "", _ keys: [ConfigurationKey],
        _ log: ConfigurationLog, in outer: ConfigurationTable? = nil
    ) {
        self.table = table
        self.keys = keys
        self.log = log
        self.place = place
        self.outer = outer
        for name in table.names where !keys.contains(where: { $0.name == name }) {
            let known = keys.map(\.name).joined(separator: ", ")
            tell(
                path(TOMLText.name(name)), table[name]?.line,
                "there is no such name; known are \(known).")
        }
        for key in keys where !key.isOptional && table[key.name] == nil {
            tell(path(key.name), table.line, "is missing; it takes \(key.accepts).")
        }
    }

    /// Takes down what is wrong with the whole.
    func refuse(_ reason: String) { tell(place, table.line, reason) }

    /// Takes down what is wrong with the value of a name.
    func refuse(_ name: String, _ reason: String) {
        tell(path(name), table[name]?.line ?? table.line, reason)
    }

    private func refuse(_ name: String, _ node: TOMLNode) {
        let accepts = keys.first { $0.name == name }?.accepts ?? ""
        tell(path(name), node.line, "\(node.shown) is not accepted; it takes \(accepts).")
    }

    private func tell(_ place: String, _ line: Int?, _ reason: String) {
        log.refuse(place, line: line, reason)
        var spoilt: ConfigurationTable? = self
        while let table = spoilt {
            table.isGood = false
            spoilt = table.outer
        }
    }

    private func path(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

    // MARK: - Values

    /// The value of a name; nil when it is left out.
    func node(_ name: String) -> TOMLNode? { table[name] }

    /// A value that `read` makes of what stands there; nil, and a problem, when it makes none.
    @discardableResult
    func value<Value>(_ name: String, _ read: (TOMLNode.Value) -> Value?) -> Value? {
        guard let node = table[name] else { return nil }
        let value = read(node.value)
        if value == nil { refuse(name, node) }
        return value
    }

    func text(_ name: String) -> String {
        value(name) { if case .text(let text) = $0, !text.utf8.contains(0) { text } else { nil } }
            ?? ""
    }

    func flag(_ name: String) -> Bool {
        value(name) { if case .flag(let flag) = $0 { flag } else { nil } } ?? false
    }

    func number(_ name: String) -> Int64 {
        value(name) { if case .number(let number) = $0 { number } else { nil } } ?? 0
    }

    /// One of some words.
    func choice<Choice>(_ name: String, _ choices: [String: Choice]) -> Choice? {
        value(name) { if case .text(let word) = $0 { choices[word] } else { nil } }
    }

    /// Whether a word stands where something else could.
    func says(_ word: String, _ name: String) -> Bool {
        if case .text(word)? = table[name]?.value { true } else { false }
    }

    /// The elements of a list, each of them once.
    func set<Element: Hashable>(
        _ name: String, _ read: (TOMLNode.Value) -> Element?
    ) -> Set<Element> {
        guard let node = table[name] else { return [] }
        guard case .list(let list) = node.value else {
            refuse(name, node)
            return []
        }
        var elements: Set<Element> = []
        for node in list.nodes {
            guard let element = read(node.value) else {
                refuse(name, node)
                continue
            }
            if !elements.insert(element).inserted {
                tell(path(name), node.line, "\(node.shown) stands twice.")
            }
        }
        return elements
    }

    // MARK: - Tables

    /// The table of a name; nil when it is left out or none.
    func table(_ name: String, _ keys: [ConfigurationKey]) -> ConfigurationTable? {
        value(name) { value in
            guard case .table(let inner) = value else { return nil }
            return ConfigurationTable(inner, at: path(name), keys, log, in: self)
        }
    }

    /// The tables of a list, by the names that `keys` knows for each; nil when it is left out.
    func tables(
        _ name: String, _ keys: (TOMLTable) -> [ConfigurationKey]
    ) -> [ConfigurationTable]? {
        guard let node = table[name] else { return nil }
        guard case .list(let list) = node.value else {
            refuse(name, node)
            return []
        }
        return list.nodes.enumerated().compactMap { index, node in
            guard case .table(let inner) = node.value else {
                refuse(name, node)
                return nil
            }
            return ConfigurationTable(
                inner, at: "\(path(name))[\(index + 1)]", keys(inner), log, in: self)
        }
    }

    /// A row of ConnectWise; nil when a word stands there that may.
    func reference(_ name: String, or word: String? = nil) -> NamedReference? {
        if let word, says(word, name) { return nil }
        guard let table = table(name, ConfigurationKey.reference) else { return nil }
        let id = table.value("id") { value in
            if case .number(let number) = value, number > 0 { number } else { nil }
        }
        return NamedReference(id: id ?? 0, name: table.text("name"))
    }
}

extension TOMLNode {
    /// The value as a complaint quotes it.
    var shown: String {
        switch value {
        case .text(let text): TOMLText.literal(String(text.prefix(40)))
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        case .other(let word): String(word.prefix(40))
        case .list: "a list"
        case .table: "a table"
        }
    }
}
