import CTLSServer
import Foundation
import IntegrationCore
import Testing

@Suite struct CancellationTests {
    @Test func `cancelling a request under way ends it at once, unknown`() async throws {
        let server = try ScriptedServer { _ in .silence }
        defer { server.stop() }
        let transport = server.transport()
        let task = Task { await failure(transport, server.request(.post, body: "x")) }
        var arrivals = server.arrivals.makeAsyncIterator()
        _ = await arrivals.next()

        task.cancel()
        let error = await task.value

        // The server stays silent for ever: only the cancellation can have ended it, or the
        // time-out, which is another kind.
        #expect(error?.isUnknown == true)
        #expect(error?.kind == .cancelled)
    }

    @Test func `a task cancelled before it sends leaves no byte`() async throws {
        let server = try ScriptedServer { _ in .answer(status: 200) }
        defer { server.stop() }
        let transport = server.transport()

        let error = await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await failure(transport, server.request(.post, body: "x"))
        }.value

        #expect(error == .notSent(.cancelled, detail: error?.detail ?? ""))
        #expect(server.requests.isEmpty)
    }

    @Test func `a cancellation during connect is not sent`() async throws {
        let server = try ScriptedServer(greeting: .plain) { _ in .answer(status: 200) }
        defer { server.stop() }
        let transport = server.transport()
        let task = Task { await failure(transport, server.request(.post, body: "x")) }

        task.cancel()
        let error = await task.value

        #expect(error?.isUnknown == false)
        #expect(error?.kind == .cancelled)
    }

    @Test func `hundreds of cancelled requests leave a loop that works`() async throws {
        let server = try ScriptedServer { request in
            request.head.hasPrefix("GET /slow") ? .silence : .answer(status: 200)
        }
        defer { server.stop() }
        let loop = CurlLoop()
        let transport = server.transport(loop)

        let errors = await withTaskGroup(of: TransportError?.self) { group in
            for _ in 0..<300 {
                group.addTask { await failure(transport, server.request(.get, "/slow")) }
            }
            group.cancelAll()
            return await group.reduce(into: []) { $0.append($1) }
        }
        let response = try await transport.send(server.request(.get, "/fast"))

        #expect(errors.allSatisfy { $0?.kind == .cancelled })
        #expect(response.status == 200)
    }

    @Test func `cancelling after the answer changes nothing`() async throws {
        let server = try ScriptedServer { _ in .answer(status: 200) }
        defer { server.stop() }
        let transport = server.transport()

        for _ in 0..<50 {
            let task = Task { try await transport.send(server.request()) }
            _ = try await task.value
            task.cancel()
        }

        #expect(server.requests.count == 50)
    }
}
