import ConnectWiseSandbox
@testable import IntegrationCore
import Testing

@Suite struct RepairOperationTests {
    private static let entries = "/company/companies/250/managementSummaryReports"

    @Test func `a step is done as it was shown and answers with the record`() async throws {
        let world = try SandboxedClient()
        let client = world.client

        let made = try await client.perform(
            .post, Self.entries,
            body: [
                "managementSolution": ["id": 1], "groupIdentifier": "EFS-1",
                "deviceType": "BackupStats",
            ])
        let id = try #require(made["id"]?.integer)
        let changed = try await client.perform(
            .patch, "\(Self.entries)/\(id)",
            body: [["op": "replace", "path": "groupIdentifier", "value": "EFS-2"]])
        let read = try await client.read(path: "\(Self.entries)/\(id)")
        _ = try await client.perform(.delete, "\(Self.entries)/\(id)", body: nil)

        #expect(changed["groupIdentifier"] == "EFS-2")
        #expect(read?["groupIdentifier"] == "EFS-2")
        #expect(try await client.read(path: "\(Self.entries)/\(id)") == nil)
        #expect(try await client.readList(path: Self.entries)?.count == 2)
        #expect(world.sandbox.journal.violations.isEmpty)
    }

    @Test func `a list below a company that is gone is nil, not empty`() async throws {
        let world = try SandboxedClient()

        let path = "/company/companies/9999/managementSummaryReports"

        #expect(try await world.client.readList(path: path) == nil)
    }

    @Test func `a record that is missing because of bad keys is an error, not nil`() async throws {
        let world = try SandboxedClient { _, _ in "wrong" }
        world.sandbox.changeBehaviour { $0.answersBadKeysWithNotFound = true }

        let error = await failure { () async throws(ConnectWiseError) in
            try await world.client.read(path: "\(Self.entries)/1")
        }

        #expect(error?.verdict == .badCredentials)
    }

    @Test func `a change that ConnectWise says it took and did not is an error`() async throws {
        let world = try SandboxedClient()

        let error = await failure { () async throws(ConnectWiseError) in
            try await world.client.perform(
                .patch, "\(Self.entries)/61",
                body: [["op": "replace", "path": "managementSolution/id", "value": 2]])
        }

        #expect(error?.verdict == .notApplied && error?.failure.code == .changeNotTaken)
    }

    @Test(arguments: [
        "", "/", "company/companies", "/company//companies", "/company/../x", "//evil.example/x",
        "/company/companies?x=1", "/company/companies/1 2", "/a#b", "/%2e%2e/x",
    ])
    func `a path that is none of the API's is refused before anything is sent`(
        path: String
    ) async throws {
        let transport = AnsweringTransport { _ in HTTPResponse("{}") }
        let client = try transport.client()

        let error = await failure { () async throws(ConnectWiseError) in
            try await client.perform(.delete, path, body: nil)
        }

        #expect(error?.verdict == .notApplied && transport.requests.isEmpty)
    }

    @Test func `a create whose answer is lost is unknown and sent once`() async throws {
        let transport = AnsweringTransport { _ in HTTPResponse("", status: 502) }
        let client = try transport.client()

        let error = await failure { () async throws(ConnectWiseError) in
            try await client.perform(.post, Self.entries, body: ["groupIdentifier": "EFS-1"])
        }

        #expect(error?.verdict == .unknown && transport.requests.count == 1)
    }
}
