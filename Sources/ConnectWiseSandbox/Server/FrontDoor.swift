import IntegrationCore

/// Everything before a route: code base, sign-in, clientId, version, rights (contract 1, 2, 6).
struct FrontDoor {
    let settings: Service.Settings
    var schemas = SchemaTable.official

    private var tenant: Tenant { settings.tenant }

    func answer(_ call: Call, _ state: inout State) -> (Reply, Outcome) {
        var outcome = Outcome()
        if let reply = companyInfo(call) { return (reply, outcome) }
        guard let path = settings.apiPath(of: call.path) else {
            return (.html(404, "404 - File or directory not found."), outcome)
        }
        do throws(Refusal) {
            let member = try signIn(call)
            let visit = try admit(call, path, member, &outcome)
            return (try Routes.perform(visit, on: &state), outcome)
        } catch {
            if error.code == "ApiFindCondition" {
                outcome.violations.append(
                    Violation(
                        kind: .invalidCondition, field: "conditions", message: error.message))
            }
            return (error.reply, outcome)
        }
    }

    /// `GET /login/companyinfo/{company}`: no sign-in; null for an unknown company (contract 1).
    private func companyInfo(_ call: Call) -> Reply? {
        let prefix = "/login/companyinfo/"
        guard call.method == "GET", call.path.hasPrefix(prefix) else { return nil }
        let asked = call.path.dropFirst(prefix.count).lowercased()
        guard asked == tenant.companyID.lowercased() else { return .json(200, .null) }
        return .json(
            200,
            [
                "CompanyName": .string(tenant.companyName), "Codebase": .string(tenant.codeBase),
                "VersionCode": .string(tenant.version), "VersionNumber": "v4.6.103917",
                "CompanyID": .string(tenant.companyID),
                "IsCloud": .string(tenant.isCloud ? "True" : "False"),
            ])
    }

    private func signIn(_ call: Call) throws(Refusal) -> KeyPair {
        let given = Credentials(call.headers["authorization"])
        let member = tenant.keys.first {
            $0.publicKey == given?.publicKey && $0.privateKey == given?.privateKey
        }
        guard let member, given?.company.lowercased() == tenant.companyID.lowercased() else {
            throw settings.behaviour.answersBadKeysWithNotFound ? .noRoute : .unauthorized
        }
        guard call.headers["clientid"]?.lowercased() == tenant.clientID.lowercased() else {
            throw .noClientID
        }
        return member
    }

    private func admit(
        _ call: Call, _ path: String, _ member: KeyPair, _ outcome: inout Outcome
    ) throws(Refusal) -> Visit {
        try checkVersion(call)
        let (operation, ids) = try route(call, path, &outcome)
        let resource = Resource(template: operation.template)
        guard member.role.allows(operation), !lacksRight(call.method, path) else {
            throw .noPermission
        }
        if operation.request != nil {
            let type = call.headers["content-type"]?.lowercased() ?? ""
            guard type.hasPrefix("application/json") else { throw .mediaType }
        }
        return Visit(
            operation: operation, resource: resource, ids: ids, query: call.query, call: call,
            member: member, behaviour: settings.behaviour, schemas: schemas,
            address: settings.origin + call.path)
    }

    /// Whether the request needs a right that the tenant's roles do not have.
    private func lacksRight(_ method: String, _ path: String) -> Bool {
        guard !tenant.missingRights.isEmpty, let method = HTTPRequest.Method(rawValue: method)
        else { return false }
        return tenant.missingRights.contains(SecurityRight.name(for: method, path: path))
    }

    private func route(
        _ call: Call, _ path: String, _ outcome: inout Outcome
    ) throws(Refusal) -> (Operation, [Int]) {
        switch schemas.match(method: call.method, path: path) {
        case .operation(let operation, let ids):
            outcome.operation = operation.name
            outcome.violations = violations(of: call, operation)
            return (operation, ids)
        case .otherMethod, .nothing:
            outcome.violations = [
                Violation(
                    kind: .unknownOperation, field: "\(call.method) \(path)",
                    message: "the official description has no such operation")
            ]
            if case .nothing = schemas.match(method: call.method, path: path) { throw .noRoute }
            throw .otherMethod
        }
    }

    /// What the journal says about the request, refused or not.
    private func violations(of call: Call, _ operation: Operation) -> [Violation] {
        var found = call.query.keys.filter { !operation.parameters.contains($0) }.sorted().map {
            Violation(
                kind: .unknownParameter, field: $0,
                message: "\(operation.name) has no parameter \($0)")
        }
        guard operation.request != nil else { return found }
        guard let body = try? JSONValue(parsing: call.body) else {
            let message = "the body is not one JSON document"
            return found + [Violation(kind: .notJSON, field: "", message: message)]
        }
        found += schemas.violations(of: body, operation: operation)
        return found
    }

    /// A version that is named must look like one; none means the latest models (contract 2).
    private func checkVersion(_ call: Call) throws(Refusal) {
        let accept = call.headers["accept"] ?? ""
        guard let mark = accept.firstRange(of: "version=") else { return }
        let version = accept[mark.upperBound...].prefix { $0.isNumber || $0 == "." }
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, parts.allSatisfy({ Int($0) != nil }) else {
            throw Refusal(
                status: 400, code: "InvalidVersion",
                message: "The version of the Accept header is not a version.")
        }
    }
}
