extension ConnectWiseClient {
    /// Makes the one request of a repair's step and returns the answer; null for an empty one.
    ///
    /// Like every operation it repeats no create; after a PATCH the answer is compared with what
    /// was asked (contract 5). The path begins at the API's root, below `/apis/3.0`.
    ///
    /// - Throws: `notApplied` with `change-not-taken` when a PATCH answers 200 without its change,
    ///   or when the path leads out of the API.
    public func perform(
        _ method: HTTPRequest.Method, _ path: String, body: JSONValue?
    ) async throws(ConnectWiseError) -> JSONValue {
        let response = try await exchange(
            APICall(method: method, path: try Self.checked(path), body: body))
        guard !response.body.isEmpty || method == .post || method == .patch else { return .null }
        // What a DELETE answers besides success is of no consequence.
        if method == .delete { return (try? JSONValue(parsing: response.body)) ?? .null }
        let answer = try parsed(response, method: method)
        guard method == .patch else { return answer }
        for operation in body?.array ?? [] {
            guard let field = operation["path"]?.string, let value = operation["value"] else {
                continue
            }
            try requireTaken(field, value, in: answer)
        }
        return answer
    }

    /// A record as it is now; nil when it is not there, while the connection is proved good.
    public func read(path: String) async throws(ConnectWiseError) -> JSONValue? {
        do {
            return try await json(APICall(path: try Self.checked(path)))
        } catch  where error.verdict == .notFound {
            return nil
        }
    }

    /// All records of a list, by id; nil when the list's owner is not there, proved like `read`.
    public func readList(path: String) async throws(ConnectWiseError) -> [JSONValue]? {
        do {
            let found: [RawRecord] = try await list(try Self.checked(path))
            return found.map(\.json)
        } catch  where error.verdict == .notFound {
            return nil
        }
    }

    /// A stored path: segments of letters and digits only, so that it cannot leave the API.
    private static func checked(_ path: String) throws(ConnectWiseError) -> String {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let isPlain = segments.allSatisfy { segment in
            !segment.isEmpty && segment.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
        guard path.hasPrefix("/"), !segments.isEmpty, isPlain else {
            throw ConnectWiseError(
                .notApplied,
                Failure(
                    .invalidRequest,
                    "\(path.oneLine(limit: 200)) is no path of the API; nothing was sent."))
        }
        return path
    }
}

/// A record of any kind, kept whole.
private struct RawRecord: ConnectWiseRecord {
    let json: JSONValue

    init?(_ json: JSONValue) {
        guard json["id"].wholeNumber != nil else { return nil }
        self.json = json
    }
}
