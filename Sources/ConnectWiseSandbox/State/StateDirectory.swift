import Foundation
import IntegrationCore

/// Keeps a state as JSON Lines in a directory: one line per change, read back at start.
final class StateDirectory: Sendable {
    private let path: String

    init(_ directory: String) throws(SandboxError) {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw SandboxError(
                "The sandbox cannot make the directory \(directory). Choose another --state.")
        }
        path = directory + "/state.jsonl"
    }

    /// The changes written so far; nil when there is no file yet.
    func load() throws(SandboxError) -> [State.Change]? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        var changes: [State.Change] = []
        for (index, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let change = (try? JSONValue(parsing: line)).flatMap(State.Change.init) else {
                // A kill can cut the last line; any other bad line is damage.
                if line.endIndex == data.endIndex {
                    try cutBack(to: UInt64(line.startIndex))
                    break
                }
                throw SandboxError(
                    "Line \(index + 1) of \(path) is no record. Move the file away to start anew.")
            }
            changes.append(change)
        }
        return changes
    }

    /// Removes a half-written last line, so that the next one starts afresh.
    private func cutBack(to length: UInt64) throws(SandboxError) {
        do {
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try file.truncate(atOffset: length)
            try file.close()
        } catch {
            throw SandboxError("The sandbox cannot repair \(path): \(error.localizedDescription)")
        }
    }

    /// Writes changes at the end; returns what went wrong, if anything.
    func append(_ changes: [State.Change]) -> SandboxError? {
        let text = changes.map { $0.json.text + "\n" }.joined()
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        do {
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try file.seekToEnd()
            try file.write(contentsOf: Data(text.utf8))
            try file.close()
            return nil
        } catch {
            return SandboxError("The sandbox cannot write \(path): \(error.localizedDescription)")
        }
    }
}

extension State.Change {
    fileprivate var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "resource": .string(resource.rawValue),
            "id": .integer(Int64(record.id)),
            "parent": record.parent.map { .integer(Int64($0)) } ?? .null,
            "fields": .object(record.fields), "entered": .string(record.entered.rfc3339),
            "updated": .string(record.updated.rfc3339), "indexed": .string(record.indexed.rfc3339),
            "enteredBy": .string(record.enteredBy), "updatedBy": .string(record.updatedBy),
        ]
    }

    fileprivate init?(_ json: JSONValue) {
        func moment(_ name: String) -> Timestamp? {
            json[name]?.string.flatMap { Timestamp(rfc3339: $0) }
        }
        guard let kind = json["kind"]?.string.flatMap(Kind.init),
            let resource = json["resource"]?.string, let id = json["id"]?.integer,
            let fields = json["fields"]?.object, let entered = moment("entered"),
            let updated = moment("updated"), let indexed = moment("indexed"),
            let enteredBy = json["enteredBy"]?.string, let updatedBy = json["updatedBy"]?.string
        else { return nil }
        let record = Record(
            id: Int(id), parent: json["parent"]?.integer.flatMap { Int($0) }, fields: fields,
            entered: entered, updated: updated, enteredBy: enteredBy, updatedBy: updatedBy,
            indexed: indexed)
        self.init(kind: kind, resource: Resource(rawValue: resource), record: record)
    }
}
