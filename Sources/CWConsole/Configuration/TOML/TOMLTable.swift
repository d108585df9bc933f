/// A value of a TOML file, and the line on which it begins.
struct TOMLNode {
    /// What a value is; `other` is a word that is none of them, like a date or a fraction.
    enum Value {
        case text(String), number(Int64), flag(Bool), list(TOMLList), table(TOMLTable)
        case other(String)
    }

    /// The value and its line.
    let value: Value, line: Int
}

/// The elements of a list; one that headers make (`[[rules]]`) grows while the file is read.
final class TOMLList {
    /// The elements, and whether headers make them.
    fileprivate(set) var nodes: [TOMLNode]
    let isOfHeaders: Bool

    init(_ nodes: [TOMLNode] = [], isOfHeaders: Bool = false) {
        self.nodes = nodes
        self.isOfHeaders = isOfHeaders
    }

    func append(_ node: TOMLNode) { nodes.append(node) }
}

/// A table of a TOML file.
///
/// A class, because headers and dotted names come back to tables that are in others already.
final class TOMLTable {
    /// What made it: it decides what may still be added to it.
    enum Origin {
        /// A header of its own; a header of a table in it; a dotted name; braces.
        case header, implied, dotted, braces
    }

    /// What made it, and the line on which that stands.
    var origin: Origin, line: Int
    /// Its names in the order of the file.
    private(set) var names: [String] = []
    private var nodes: [String: TOMLNode] = [:]

    init(_ origin: Origin, line: Int) {
        self.origin = origin
        self.line = line
    }

    subscript(name: String) -> TOMLNode? { nodes[name] }

    /// Adds a value under a name that it does not have yet.
    func add(_ value: TOMLNode.Value, as name: String, line: Int) {
        names.append(name)
        nodes[name] = TOMLNode(value: value, line: line)
    }
}

/// Why a file is not TOML, and where; lines and columns count from 1, columns in characters.
struct TOMLError: Error, Equatable {
    /// The place and the reason.
    let line: Int, column: Int, reason: String
}
