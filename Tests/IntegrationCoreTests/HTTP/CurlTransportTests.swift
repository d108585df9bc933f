import CTLSServer
import Foundation
import IntegrationCore
import Testing

@Suite struct CurlTransportTests {
    @Test func `a request arrives whole and its answer comes back`() async throws {
        let server = try ScriptedServer { _ in
            .answer(status: 201, headers: ["X-CW-Request-Id: abc "], body: #"{"id":7}"#)
        }
        defer { server.stop() }
        var request = server.request(.post, "/a?b=c%20d", body: "żółć")
        request.headers = [.init("clientId", "me")]

        let response = try await server.transport().send(request)

        #expect(response.status == 201)
        #expect(response.headers["x-cw-request-id"] == "abc")
        #expect(response.body == Array(#"{"id":7}"#.utf8))
        let received = try #require(server.requests.first)
        #expect(received.head.hasPrefix("POST /a?b=c%20d HTTP/1.1\r\n"))
        #expect(received.head.contains("\r\nclientId: me\r\n"))
        #expect(!received.head.lowercased().contains("expect:"))
        #expect(!received.head.lowercased().contains("accept-encoding:"))
        #expect(received.body == Array("żółć".utf8))
    }

    @Test(arguments: [HTTPRequest.Method.patch, .delete, .get])
    func `every verb is sent as it is named`(method: HTTPRequest.Method) async throws {
        let server = try ScriptedServer { _ in .answer(status: 200) }
        defer { server.stop() }

        _ = try await server.transport().send(
            server.request(method, body: method == .patch ? "[1]" : ""))

        let received = try #require(server.requests.first)
        #expect(received.head.hasPrefix("\(method.rawValue) / HTTP/1.1\r\n"))
        #expect(received.body == Array((method == .patch ? "[1]" : "").utf8))
    }

    @Test func `authorities may come from a file, and a file that is none is refused`() async throws
    {
        let server = try ScriptedServer { _ in .answer(status: 200) }
        defer { server.stop() }
        let folder = try Folder()
        try folder.write("ca.pem", Array(server.authorityPEM.utf8), mode: 0o644)
        try folder.write("none.pem", Array("nothing".utf8), mode: 0o644)
        func transport(_ name: String) -> CurlTransport {
            CurlTransport(
                loop: CurlLoop(), trust: .file("\(folder.path)/\(name)"),
                hosts: HostPolicy(confirmed: ["127.0.0.1"]))
        }

        #expect(try await transport("ca.pem").send(server.request()).status == 200)
        for name in ["none.pem", "missing.pem"] {
            let error = await failure(transport(name), server.request())
            #expect(error?.isUnknown == false && error?.kind == .certificate)
        }
    }

    @Test func `requests one after another share a connection`() async throws {
        let server = try ScriptedServer { _ in .answer(status: 200, body: "ok") }
        defer { server.stop() }
        let transport = server.transport()

        for _ in 0..<20 { _ = try await transport.send(server.request(.patch, body: "x")) }

        #expect(server.connectionCount == 1)
        #expect(server.requests.count == 20)
    }

    @Test func `two hundred at once use sixteen connections at most`() async throws {
        let server = try ScriptedServer { _ in .answer(status: 200, body: "ok") }
        defer { server.stop() }
        let transport = server.transport()

        let good = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    (try? await transport.send(server.request()))?.status == 200
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }

        #expect(good == 200)
        #expect(server.connectionCount <= 16)
    }

    @Test func `a create is never sent twice, though a kept connection dies under it`() async throws
    {
        let server = try ScriptedServer { request in
            request.head.hasPrefix("POST") ? .bytes("", then: TS_ABRUPT) : .answer(status: 200)
        }
        defer { server.stop() }
        let transport = server.transport()
        _ = try await transport.send(server.request(.get))

        let error = await failure(transport, server.request(.post, body: #"{"summary":"x"}"#))

        #expect(error?.isUnknown == true)
        #expect(error?.kind == .reset)
        let posts = server.requests.filter { $0.head.hasPrefix("POST") }
        #expect(posts.count == 1)
        // libcurl repeats on a kept connection only.
        #expect(posts.first?.connection == 1)
    }

    /// libcurl would send it again, past the budget of requests a minute.
    @Test func `a read on a kept connection that dies is sent once, and said to be lost`()
        async throws
    {
        let server = try ScriptedServer { request in
            request.head.hasPrefix("GET /die") && request.connection == 0
                ? .bytes("", then: TS_ABRUPT) : .answer(status: 200)
        }
        defer { server.stop() }
        let transport = server.transport()
        _ = try await transport.send(server.request(.get, "/live"))

        let error = await failure(transport, server.request(.get, "/die"))

        #expect(error?.kind == .reset)
        #expect(error?.isUnknown == true)
        #expect(error?.detail.contains("the connection ended without an answer") == true)
        #expect(server.requests.filter { $0.head.hasPrefix("GET /die") }.count == 1)
    }
}

extension TransportError {
    /// Whether the request may have been carried out.
    var isUnknown: Bool { if case .outcomeUnknown = self { true } else { false } }

    /// What failed.
    var kind: TransportFailure {
        switch self {
        case .notSent(let kind, _), .outcomeUnknown(let kind, _): kind
        }
    }

    /// The words.
    var detail: String {
        switch self {
        case .notSent(_, let detail), .outcomeUnknown(_, let detail): detail
        }
    }
}
