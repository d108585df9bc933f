internal import Locking

extension ConnectWiseClient {
    /// Makes one call and returns the answer, whose status is 2xx.
    ///
    /// A 404 may mean that the tenant was upgraded to another code base: that is read again, and a
    /// call other than a create is repeated once when it has moved (contract 1).
    func exchange(_ call: APICall) async throws(ConnectWiseError) -> HTTPResponse {
        let base = try await currentCodeBase()
        do {
            return try await attempt(call, codeBase: base)
        } catch  where error.verdict == .notFound {
            let fresh = try await discoverCodeBase()
            if fresh != base {
                do {
                    return try await attempt(call, codeBase: fresh)
                } catch  where error.verdict == .notFound {
                    throw await explained(notFound: error)
                }
            }
            throw await explained(notFound: error)
        } catch  where call.method == .post && error.failure.code == .notFound {
            codeBase.withLock { $0 = nil }
            throw error
        }
    }

    /// Makes one call and reads the answer as JSON.
    func json(_ call: APICall) async throws(ConnectWiseError) -> JSONValue {
        try parsed(await exchange(call), method: call.method)
    }

    /// Makes one call and reads the answer as one record.
    func record<Record: ConnectWiseRecord>(
        _ call: APICall, as type: Record.Type = Record.self
    ) async throws(ConnectWiseError) -> Record {
        let json = try await json(call)
        guard let record = Record(json) else { throw unreadable(call.method, "no id in it") }
        return record
    }

    func parsed(
        _ response: HTTPResponse, method: HTTPRequest.Method
    ) throws(ConnectWiseError) -> JSONValue {
        guard let json = try? JSONValue(parsing: response.body) else {
            throw unreadable(method, ErrorBody(response.body).excerpt)
        }
        return json
    }

    /// A success that cannot be read; after a create nobody knows what was made.
    func unreadable(_ method: HTTPRequest.Method, _ detail: String) -> ConnectWiseError {
        ConnectWiseError(
            method == .post ? .unknown : .transient,
            Failure(
                .unreadableAnswer,
                redactor.masked("ConnectWise's answer is not what was asked for: \(detail)")))
    }

    /// One request: waits at the gate, sends, records, judges.
    func attempt(
        _ call: APICall, codeBase: String
    ) async throws(ConnectWiseError) -> HTTPResponse {
        var headers = headers
        if call.isForwardOnly { headers.append(.init("pagination-type", "forward-only")) }
        if call.body != nil { headers.append(.init("Content-Type", "application/json")) }
        let response = try await send(
            HTTPRequest(
                method: call.method, url: "\(address.origin)/\(codeBase)apis/3.0\(call.target)",
                headers: headers, body: call.body?.bytes ?? [], timeout: call.timeout))
        if let error = ResponseVerdict.error(of: response, to: call.method) {
            throw masked(error)
        }
        return response
    }

    /// Sends a request and records it; a transport failure becomes an error.
    func send(_ request: HTTPRequest) async throws(ConnectWiseError) -> HTTPResponse {
        let hasRoom = await connections.enter()
        var status: Int?
        defer { if hasRoom { connections.leave(status: status) } }
        do {
            // A gate may note why it refuses, so it is asked after a cancelled wait too.
            try await gate.admit(priority)
            guard hasRoom else { throw CancellationError() }
        } catch {
            throw ConnectWiseError(
                .transient, Failure(.serverUnreachable, "Stopped before anything was sent."))
        }
        let start = (at: time.now(), uptime: time.uptime())
        do {
            let response = try await transport.send(request)
            status = response.status
            let isGood = (200..<300).contains(response.status)
            record(
                request, start, status: response.status,
                id: response.headers["x-cw-request-id"].map { $0.oneLine(limit: 100) },
                error: isGood ? nil : ErrorBody(response.body).excerpt)
            return response
        } catch {
            let error = ConnectWiseError(error, method: request.method)
            record(request, start, status: nil, id: nil, error: error.failure.detail)
            throw masked(error)
        }
    }

    private func record(
        _ request: HTTPRequest, _ start: (at: Timestamp, uptime: Duration), status: Int?,
        id: String?, error: String?
    ) {
        let took = (time.uptime() - start.uptime).microseconds / 1_000
        log(
            RequestRecord(
                method: request.method,
                path: redactor.masked(String(request.url.dropFirst(address.origin.count))),
                sentAt: start.at, milliseconds: Int(max(0, took)), status: status, requestID: id,
                error: error.map { redactor.masked($0).oneLine(limit: 2_000) }))
    }

    /// The error without the key, should the server have echoed it.
    func masked(_ error: ConnectWiseError) -> ConnectWiseError {
        var error = error
        error.failure.detail = redactor.masked(error.failure.detail)
        for index in error.failure.fields.indices {
            let field = error.failure.fields[index]
            error.failure.fields[index] = .init(
                code: redactor.masked(field.code), message: redactor.masked(field.message),
                field: redactor.masked(field.field))
        }
        return error
    }
}
