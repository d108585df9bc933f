/// A request that tells whether a role has a right, and can neither make nor change anything.
///
/// Inquire is asked by reading one row. Edit and Delete are asked of a record whose id cannot
/// exist, Add with references that cannot exist: ConnectWise checks the role before the record, so
/// a 403 means that the right is missing, and any other refusal that it is there.
struct RightsProbe {
    /// An id that no record has: the largest that ConnectWise's ids can hold.
    static let nobody: Int64 = 2_147_483_647

    /// The request, and whether the integration works without the right.
    let call: APICall, isOptional: Bool

    /// What the answer told.
    enum Answer: Equatable {
        /// The right is there; it is missing; the answer does not tell.
        case granted, missing, unclear(Failure)
    }

    /// The right, as the screen Security Roles names it.
    var right: String { SecurityRight.name(for: call.method, path: call.path) }

    /// The rights of contract section 9 that can be asked for, in its order.
    static let all: [RightsProbe] =
        [
            inquire("/company/companies"),
            RightsProbe(.get, entries), RightsProbe(.post, entries, body: entry),
            RightsProbe(.patch, "\(entries)/\(nobody)", body: change("successfulBackupJobs", 0)),
            RightsProbe(.delete, "\(entries)/\(nobody)"),
            inquire("/company/configurations"),
            RightsProbe(
                .post, "/company/configurations",
                body: ["name": "cwconsole rights probe", "type": none, "company": none]),
            RightsProbe(.patch, "/company/configurations/\(nobody)", body: change("name", "-")),
            inquire("/finance/agreements"),
            RightsProbe(
                .patch, "/finance/agreements/\(nobody)/additions/\(nobody)",
                body: change("quantity", 0)),
            inquire("/procurement/catalog"),
            inquire("/service/tickets"),
            RightsProbe(
                .post, "/service/tickets",
                body: ["summary": "cwconsole rights probe", "company": none, "board": none]),
            RightsProbe(.patch, "/service/tickets/\(nobody)", body: change("summary", "-")),
            inquire("/service/boards"), inquire("/service/priorities"),
            inquire("/company/managementItSolutions"),
            inquire("/company/managedDevicesIntegrations"),
            inquire("/company/configurations/types"), inquire("/finance/agreements/types"),
            inquire("/system/apiMembers", isOptional: true),
        ]

    /// Asks once; a create is never repeated.
    func ask(_ client: ConnectWiseClient) async throws(ConnectWiseError) -> Answer {
        let base = try await client.currentCodeBase()
        do {
            // Past the proof of a 404 that other calls need: here a missing record is good news.
            let response = try await client.attempt(call, codeBase: base)
            guard call.method == .get else {
                return .unclear(
                    Failure(
                        .unexpected,
                        "\(call.method.rawValue) \(call.path) with references that cannot exist"
                            + " was accepted with \(response.status); look what it made."))
            }
            return .granted
        } catch {
            switch error.verdict {
            case .forbidden where error.failure.code == .permissionMissing: return .missing
            case .notApplied, .notFound: return .granted
            // A create that is answered with 404: the record above it cannot exist.
            case .unknown where error.failure.code == .notFound: return .granted
            case .badCredentials: throw error
            default: return .unclear(error.failure)
            }
        }
    }

    private init(
        _ method: HTTPRequest.Method, _ path: String, body: JSONValue? = nil,
        query: [(name: String, value: String)] = [], isOptional: Bool = false
    ) {
        call = APICall(method: method, path: path, query: query, body: body)
        self.isOptional = isOptional
    }

    private static func inquire(_ path: String, isOptional: Bool = false) -> RightsProbe {
        RightsProbe(.get, path, query: [("pageSize", "1")], isOptional: isOptional)
    }

    private static var none: JSONValue { ["id": .integer(nobody)] }

    private static var entries: String { "/company/companies/\(nobody)/managementSummaryReports" }

    private static var entry: JSONValue {
        [
            "groupIdentifier": "cwconsole-rights-probe", "deviceType": "BackupStats",
            "managementSolution": none,
        ]
    }

    private static func change(_ field: String, _ value: JSONValue) -> JSONValue {
        [["op": "replace", "path": .string(field), "value": value]]
    }
}
