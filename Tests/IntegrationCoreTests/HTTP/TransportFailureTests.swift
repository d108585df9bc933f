import CTLSServer
import Foundation
import IntegrationCore
import Testing

@Suite struct TransportFailureTests {
    // Nothing was sent: a create may be repeated.

    @Test func `a closed port is not sent`() async throws {
        let server = try ScriptedServer { _ in .answer(status: 200) }
        let transport = server.transport()
        // A connection attempt after the stop finds nobody listening.
        server.stop()

        let error = await failure(transport, server.request(.post, body: "x"))

        #expect(error?.isUnknown == false)
        #expect(error?.kind == .connect || error?.kind == .tls)
    }

    @Test func `a port where nobody ever listened is not sent`() async throws {
        let transport = CurlTransport(
            loop: CurlLoop(), hosts: HostPolicy(confirmed: ["127.0.0.1:1"]))

        let error = await failure(
            transport, HTTPRequest(method: .post, url: "https://127.0.0.1:1/", body: [1]))

        #expect(error?.isUnknown == false)
        #expect(error?.kind == .connect)
        #expect(error?.detail.contains("127.0.0.1:1") == true)
    }

    @Test func `a host name nobody knows is not sent`() async throws {
        let transport = CurlTransport(
            loop: CurlLoop(), hosts: HostPolicy(confirmed: ["no-such-host.invalid"]))

        let error = await failure(
            transport, HTTPRequest(method: .get, url: "https://no-such-host.invalid/"))

        #expect(error?.isUnknown == false)
        #expect(error?.kind == .nameResolution)
    }

    @Test func `a certificate of another authority is refused before anything is sent`()
        async throws
    {
        let server = try ScriptedServer { _ in .answer(status: 200) }
        let other = try ScriptedServer { _ in .answer(status: 200) }
        defer { server.stop(); other.stop() }
        let transport = CurlTransport(
            loop: CurlLoop(), trust: .pem(other.authorityPEM),
            hosts: HostPolicy(confirmed: ["127.0.0.1"]))

        let error = await failure(transport, server.request())

        #expect(error?.isUnknown == false)
        #expect(error?.kind == .certificate)
        #expect(server.requests.isEmpty)
    }

    @Test func `the machine's own authorities do not know ours`() async throws {
        let server = try ScriptedServer { _ in .answer(status: 200) }
        defer { server.stop() }
        let transport = CurlTransport(
            loop: CurlLoop(), hosts: HostPolicy(confirmed: ["127.0.0.1"]))

        let error = await failure(transport, server.request())

        #expect(error?.kind == .certificate)
    }

    @Test func `a certificate for another host name is refused`() async throws {
        let server = try ScriptedServer(names: ["psa.example"]) { _ in .answer(status: 200) }
        defer { server.stop() }

        let error = await failure(server.transport(), server.request())

        #expect(error?.isUnknown == false)
        #expect(error?.kind == .certificate)
        #expect(server.requests.isEmpty)
    }

    @Test func `an expired certificate is refused`() async throws {
        let twoDaysAgo = Int64(Date().timeIntervalSince1970) - 2 * 86_400
        let server = try ScriptedServer(notBefore: twoDaysAgo) { _ in .answer(status: 200) }
        defer { server.stop() }

        let error = await failure(server.transport(), server.request())

        #expect(error?.isUnknown == false)
        #expect(error?.kind == .certificate)
    }

    @Test func `a server that speaks TLS 1_1 only is refused`() async throws {
        let server = try ScriptedServer(greeting: .tls11Only) { _ in .answer(status: 200) }
        defer { server.stop() }

        let error = await failure(server.transport(), server.request())

        #expect(error?.isUnknown == false)
        #expect(error?.kind == .tls)
    }

    @Test func `a server that never greets runs into the time-out, not sent`() async throws {
        let server = try ScriptedServer(greeting: .plain) { _ in .answer(status: 200) }
        defer { server.stop() }

        let error = await failure(
            server.transport(), server.request(.post, body: "x", timeout: .milliseconds(200)))

        #expect(error?.isUnknown == false)
        #expect(error?.kind == .timeout)
    }

    @Test(arguments: [
        "http://127.0.0.1/", "ftp://127.0.0.1/", "https://", "https://user:pw@127.0.0.1/",
        "https://psa.example/", "https://na.myconnectwise.net.evil.example/",
        "https://myconnectwise.net/", "https://na.myconnectwise.net:8443/", "file:///etc/passwd",
        "https://na.myconnectwise.net@evil.example/", "",
        "https://evil.example\u{FF0F}.myconnectwise.net/",
        "https://evil.example\u{2100}.myconnectwise.net/", "https://na\u{3002}myconnectwise.net/",
        "https://evil.example%2f.myconnectwise.net/", "https://na.myconnectwise.net./",
        "https://a b.myconnectwise.net/", "https://[::1]/", "https://127.0.0.1\r\nHost: x/",
    ])
    func `an address that nobody confirmed is refused without a connection`(url: String) async {
        let transport = CurlTransport(
            loop: CurlLoop(), hosts: HostPolicy(confirmed: ["127.0.0.1"]))

        let error = await failure(transport, HTTPRequest(method: .get, url: url))

        #expect(error?.isUnknown == false)
        #expect(error?.kind == .refusedURL)
    }

    // The request left: a create must be looked for.

    @Test(arguments: [TS_RESET, TS_ABRUPT, TS_CLEAN])
    func `a connection that ends without an answer is unknown`(ending: ts_ending) async throws {
        let server = try ScriptedServer { _ in .bytes("", then: ending) }
        defer { server.stop() }

        let error = await failure(server.transport(), server.request(.post, body: "x"))

        #expect(error?.isUnknown == true)
        #expect(error?.kind == .reset)
    }

    @Test func `an answer cut short is unknown`() async throws {
        let server = try ScriptedServer { _ in
            .bytes("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":", then: TS_CLEAN)
        }
        defer { server.stop() }

        let error = await failure(server.transport(), server.request(.post, body: "x"))

        #expect(error?.isUnknown == true)
        #expect(error?.kind == .truncated || error?.kind == .reset)
    }

    @Test func `a redirect is refused and names its host only`() async throws {
        let server = try ScriptedServer { _ in
            .answer(status: 302, headers: ["Location: https://psa.example/x?token=secret"])
        }
        defer { server.stop() }

        let error = await failure(server.transport(), server.request())

        #expect(error?.kind == .redirect)
        #expect(error?.detail.contains("psa.example") == true)
        #expect(error?.detail.contains("secret") == false)
        #expect(server.requests.count == 1)
    }

    @Test func `an answer over eight MiB is cut off, announced or not`() async throws {
        let announced = try ScriptedServer { _ in
            .flood("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n")
        }
        let endless = try ScriptedServer { _ in .flood("HTTP/1.1 200 OK\r\n\r\n") }
        defer { announced.stop(); endless.stop() }

        let first = await failure(announced.transport(), announced.request())
        let second = await failure(endless.transport(), endless.request())

        #expect(first?.kind == .tooLarge)
        #expect(second?.kind == .tooLarge)
        #expect(second?.isUnknown == true)
    }

    @Test func `headers without end are cut off`() async throws {
        let server = try ScriptedServer { _ in
            .bytes(
                "HTTP/1.1 200 OK\r\n"
                    + String(
                        repeating: "X-A: \(String(repeating: "b", count: 1_000))\r\n", count: 400)
                    + "\r\n", then: TS_CLEAN)
        }
        defer { server.stop() }

        let error = await failure(server.transport(), server.request())

        #expect(error?.kind == .tooLarge)
    }

    @Test func `silence after the request runs into the time-out, unknown`() async throws {
        let server = try ScriptedServer { _ in .silence }
        defer { server.stop() }

        let error = await failure(
            server.transport(), server.request(.post, body: "x", timeout: .milliseconds(300)))

        #expect(error?.isUnknown == true)
        #expect(error?.kind == .timeout)
    }

    @Test func `what is no HTTP is unknown`() async throws {
        let server = try ScriptedServer { _ in .bytes("SSH-2.0-nope\r\n", then: TS_CLEAN) }
        defer { server.stop() }

        let error = await failure(server.transport(), server.request(.post, body: "x"))

        #expect(error?.isUnknown == true)
    }
}

/// Sends and returns the error; nil when an answer came.
func failure(_ transport: CurlTransport, _ request: HTTPRequest) async -> TransportError? {
    do {
        _ = try await transport.send(request)
        return nil
    } catch {
        return error
    }
}
