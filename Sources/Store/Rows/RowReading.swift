internal import GRDB
internal import IntegrationCore

extension Row {
    /// A text column as a case of a closed list.
    func word<Word: RawRepresentable<String>>(_ column: String, as type: Word.Type) throws -> Word {
        let text: String = self[column]
        guard let word = Word(rawValue: text) else {
            throw LedgerError(.unusable, "The store holds an unknown \(type): \(text).")
        }
        return word
    }

    /// A column as a moment.
    func moment(_ column: String) -> Timestamp {
        Timestamp(microseconds: self[column])
    }

    /// A nullable column as a moment.
    func momentIfAny(_ column: String) -> Timestamp? {
        (self[column] as Int64?).map(Timestamp.init(microseconds:))
    }

    /// A nullable column of JSON as a failure.
    func failure(_ column: String) throws -> Failure? {
        guard let text = self[column] as String? else { return nil }
        return try StoredJSON.value(Failure.self, text)
    }

    /// A column as a row number.
    func id<Record>(_ column: String, of type: Record.Type = Record.self) -> RowID<Record> {
        RowID(self[column] as Int64)
    }

    /// A nullable column as a row number.
    func idIfAny<Record>(
        _ column: String, of type: Record.Type = Record.self
    ) -> RowID<Record>? {
        (self[column] as Int64?).map { RowID($0) }
    }
}

extension Severity {
    /// The number that stands for it in the store; greater is worse.
    var stored: Int64 { self == .error ? 2 : self == .warning ? 1 : 0 }

    /// Reads the number back.
    init(stored: Int64) { self = stored >= 2 ? .error : stored == 1 ? .warning : .info }
}
