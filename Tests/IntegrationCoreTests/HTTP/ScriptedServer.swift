import CTLSServer
import Cryptography
import Foundation
import IntegrationCore
import Locking

/// A TLS server on loopback whose every answer a test writes, bad ones included.
final class ScriptedServer: @unchecked Sendable {
    // @unchecked: `server` is used by the accepting thread, and by `stop` through one thread-safe
    // call; everything else that changes is locked.

    /// A request as it arrived.
    struct Received: Sendable {
        let connection: Int
        let head: String
        let body: [UInt8]
    }

    /// What the server does with a request.
    enum Reaction: Sendable {
        /// Answers and keeps the connection.
        case answer(status: Int, headers: [String] = [], body: String = "")
        /// Writes these bytes and ends the connection.
        case bytes(String, then: ts_ending)
        /// Writes a head and then zero bytes without end.
        case flood(String)
        /// Answers nothing until the client goes or the test ends.
        case silence
    }

    enum Greeting { case tls, tls11Only, plain }

    let port: Int
    let authorityPEM: String
    /// The requests in their order, for a test that waits for one.
    let arrivals: AsyncStream<Received>

    private let server: OpaquePointer
    private let arrived: AsyncStream<Received>.Continuation
    private let received = Locked<[Received]>([])
    private let connections = Locked<[OpaquePointer?]>([])
    private let react: @Sendable (Received) -> Reaction

    /// Starts the server.
    ///
    /// - Parameters:
    ///   - names: the names in its certificate.
    ///   - notBefore: the start of the certificate's day, in seconds since 1970.
    ///   - greeting: what it speaks.
    ///   - react: the reaction to each request.
    /// - Throws: when the certificate or the port cannot be had.
    init(
        names: [String] = ["localhost", "127.0.0.1"], notBefore: Int64? = nil,
        greeting: Greeting = .tls, react: @escaping @Sendable (Received) -> Reaction
    ) throws {
        let start = notBefore ?? Int64(Date().timeIntervalSince1970) - 60
        let authority = try CertificateAuthority(notBefore: start)
        let identity = try authority.issue(names: names, notBefore: start)
        var port: Int32 = 0
        let isPlain = greeting == .plain
        guard
            let server = ts_listen(
                isPlain ? nil : identity.certificatePEM, identity.privateKeyPEM,
                greeting == .tls11Only ? 1 : 0, &port)
        else { throw CocoaError(.featureUnsupported) }
        self.server = server
        self.port = Int(port)
        self.react = react
        authorityPEM = authority.certificatePEM
        (arrivals, arrived) = AsyncStream.makeStream()
        let thread = Thread { [self] in accept(greeting) }
        thread.start()
    }

    /// The requests so far.
    var requests: [Received] { received.withLock { $0 } }
    /// The number of connections so far.
    var connectionCount: Int { connections.withLock { $0.count } }

    /// Ends the server and every connection it holds.
    func stop() {
        ts_stop(server)
        connections.withLock { for case let connection? in $0 { ts_interrupt(connection) } }
        arrived.finish()
    }

    /// A transport that trusts this server.
    func transport(_ loop: CurlLoop = CurlLoop(), host: String = "127.0.0.1") -> CurlTransport {
        CurlTransport(
            loop: loop, trust: .pem(authorityPEM), hosts: HostPolicy(confirmed: ["\(host):\(port)"])
        )
    }

    /// A request to this server.
    func request(
        _ method: HTTPRequest.Method = .get, _ path: String = "/", body: String = "",
        host: String = "127.0.0.1", timeout: Duration = .seconds(20)
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, url: "https://\(host):\(port)\(path)", body: Array(body.utf8),
            timeout: timeout)
    }

    private func accept(_ greeting: Greeting) {
        while let connection = ts_accept(server) {
            let index = connections.withLock { list in
                list.append(connection)
                return list.count - 1
            }
            // The new thread is the only one that reads, writes and frees the connection.
            nonisolated(unsafe) let mine = connection
            let thread = Thread { [self] in serve(mine, index, greeting) }
            thread.start()
        }
        ts_free(server)
    }

    private func serve(_ connection: OpaquePointer, _ index: Int, _ greeting: Greeting) {
        var ending = TS_CLEAN
        if greeting != .plain && ts_handshake(connection) == 1 {
            while let request = readRequest(connection, index) {
                received.withLock { $0.append(request) }
                arrived.yield(request)
                guard let end = perform(react(request), on: connection) else { continue }
                ending = end
                break
            }
        } else {
            // A server that accepts and never says a word: waits for the client to go.
            var byte: UInt8 = 0
            while greeting == .plain, ts_read(connection, &byte, 1) > 0 {}
        }
        connections.withLock { list in
            list[index] = nil
            ts_close(connection, ending)
        }
    }

    /// Nil while the connection goes on.
    private func perform(_ reaction: Reaction, on connection: OpaquePointer) -> ts_ending? {
        switch reaction {
        case .answer(let status, let headers, let body):
            let lines = ["HTTP/1.1 \(status) X"] + headers + ["Content-Length: \(body.utf8.count)"]
            write(lines.joined(separator: "\r\n") + "\r\n\r\n" + body, to: connection)
            return nil
        case .bytes(let text, let ending):
            write(text, to: connection)
            return ending
        case .flood(let head):
            write(head, to: connection)
            let zeros = [UInt8](repeating: 48, count: 16_384)
            while ts_write(connection, zeros, zeros.count) > 0 {}
            return TS_ABRUPT
        case .silence:
            var byte: UInt8 = 0
            while ts_read(connection, &byte, 1) > 0 {}
            return TS_ABRUPT
        }
    }

    private func write(_ text: String, to connection: OpaquePointer) {
        let bytes = Array(text.utf8)
        if !bytes.isEmpty { _ = ts_write(connection, bytes, bytes.count) }
    }

    /// Reads a head and the body it announces; nil at the end of the connection.
    private func readRequest(_ connection: OpaquePointer, _ index: Int) -> Received? {
        var bytes: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var headLength: Int?
        var bodyLength = 0
        while true {
            if headLength == nil,
                let start = bytes.indices.first(where: {
                    bytes[$0...].starts(with: end)
                })
            {
                headLength = start + 4
                let head = String(decoding: bytes[..<start], as: UTF8.self).lowercased()
                let line = head.split(whereSeparator: \.isNewline).first {
                    $0.hasPrefix("content-length:")
                }
                bodyLength =
                    line.flatMap {
                        Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces))
                    } ?? 0
            }
            if let headLength, bytes.count >= headLength + bodyLength {
                return Received(
                    connection: index, head: String(decoding: bytes[..<headLength], as: UTF8.self),
                    body: Array(bytes[headLength..<headLength + bodyLength]))
            }
            let count = ts_read(connection, &buffer, buffer.count)
            guard count > 0 else { return nil }
            bytes += buffer.prefix(count)
        }
    }
}
