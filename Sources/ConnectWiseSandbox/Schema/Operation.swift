/// One official operation: a method on a path template.
struct Operation: Sendable {
    /// The verb in capitals.
    var method: String
    /// The path below `/apis/3.0`, with `{parentId}` and `{id}` in it.
    var template: String
    /// The status of success.
    var success: Int
    /// The schema of the body, if there is one, and whether the body is an array of it.
    var request: String?
    var requestIsList: Bool
    /// The schema of the answer, if there is one, and whether the answer is an array of it.
    var response: String?
    var responseIsList: Bool
    /// The names of the query parameters it takes.
    var parameters: Set<String>

    /// `POST /service/tickets`, as the journal and `SchemaTable.violations` name it.
    var name: String { "\(method) \(template)" }

    private static let standard: Set<String> = [
        "conditions", "childConditions", "customFieldConditions", "orderBy", "fields", "page",
        "pageSize", "pageId",
    ]

    private static let managedInformation: Set<String> = [
        "managementSolutionName", "managedIdentifier", "type", "level",
        "childConfigurationsMatchingOn", "inactivateConfigurationsMatchingOn",
        "inactiveConfigurationStatusId",
    ]

    /// Reads an `op` line of the generated table, already cut at blanks; nil when it is not one.
    init?(words: [Substring]) {
        guard words.count == 7, let success = Int(words[3]) else { return nil }
        method = String(words[1])
        template = String(words[2])
        self.success = success
        (request, requestIsList) = Self.schema(words[4])
        (response, responseIsList) = Self.schema(words[5])
        var names = Set(words[6].split(separator: ",").map(String.init))
        if names.remove("std") != nil { names.formUnion(Self.standard) }
        names.remove("-")
        names.remove("forward")
        // An object in the query is sent as its members (contract 8.8, unconfirmed).
        if names.remove("managedInformation") != nil { names.formUnion(Self.managedInformation) }
        // `fields` limits the answer of a POST too (contract 4).
        names.insert("fields")
        parameters = names
    }

    private static func schema(_ word: Substring) -> (String?, Bool) {
        if word == "-" { return (nil, false) }
        return word.hasPrefix("[") ? (String(word.dropFirst()), true) : (String(word), false)
    }
}
