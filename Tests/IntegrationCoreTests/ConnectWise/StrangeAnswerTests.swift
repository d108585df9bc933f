import Testing

@testable import IntegrationCore

@Suite struct StrangeAnswerTests {
    @Test func `no answer whatever does more harm than an error`() async throws {
        for seed in 0..<400 as Range<UInt64> {
            let transport = AnsweringTransport { request in
                var random = SplitMix(seed: seed &+ UInt64(request.url.utf8.count))
                let status = [200, 200, 200, 201, 204, 400, 404, 429, 500][Int(random.next() % 9)]
                let headers = [
                    "link": Self.text(&random), "retry-after": Self.text(&random),
                    "date": Self.text(&random), "x-cw-request-id": Self.text(&random),
                ]
                let body =
                    random.next() % 4 == 0 ? Self.text(&random) : Self.json(&random, depth: 4)
                return HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
            }
            let client = try transport.client()
            let xref = try #require(Condition.Token("EFS-1"))
            var figures = ConnectWise.BackupFigures()
            figures.billableGigabytes = 1.5

            _ = await failure { () async throws(ConnectWiseError) in try await client.boards() }
            _ = await failure { () async throws(ConnectWiseError) in try await client.ticket(1) }
            _ = await failure { () async throws(ConnectWiseError) in
                try await client.tickets(xref: xref)
            }
            _ = await failure { () async throws(ConnectWiseError) in
                try await client.patchTicketStatus(1, to: 2)
            }
            _ = await failure { () async throws(ConnectWiseError) in
                try await client.managementSummaryReports(company: 1)
            }
            _ = await failure { () async throws(ConnectWiseError) in
                try await client.patchConfiguration(1, figures: figures)
            }
            _ = await failure { () async throws(ConnectWiseError) in
                try await client.addNote("x", in: .discussion, ticket: 1)
            }

            // Bounded, whatever the links say: a list may not take more pages than it has cursors.
            #expect(transport.requests.count < 200)
        }
    }

    private static func text(_ random: inout SplitMix) -> String {
        let pieces = [
            "<", ">", ";", "rel=\"next\"", "pageId=", "page=2", "9223372036854775807", "-1", "&",
            "?", "=", ",", "\u{0}", "é", "{", "}", "[", "\"", "Sun, 06 Nov 1994 08:49:37 GMT",
            "99 Feb", " ", "1e400", "null",
        ]
        return (0..<random.next() % 12).map { _ in
            pieces[Int(random.next() % UInt64(pieces.count))]
        }.joined()
    }

    private static func json(_ random: inout SplitMix, depth: Int) -> String {
        let leaves = [
            "null", "true", "1", "-1", "0", "9223372036854775807", "1e308", "1.5", "\"5\"", "\"\"",
            "\"True\"", "\"2025-06-30T03:12:00Z\"", "\"\\u0000\"", "1e999", "99999999999999999999",
        ]
        let names = [
            "id", "name", "status", "board", "externalXRef", "closedFlag", "errors", "message",
            "code", "mergedParentTicket", "groupIdentifier", "field", "backupBillableSpaceGb",
        ]
        if depth == 0 { return leaves[Int(random.next() % UInt64(leaves.count))] }
        let count = random.next() % 5
        switch random.next() % 3 {
        case 0: return leaves[Int(random.next() % UInt64(leaves.count))]
        case 1:
            return "["
                + (0..<count).map { _ in json(&random, depth: depth - 1) }
                .joined(separator: ",") + "]"
        default:
            return "{"
                + (0..<count).map { _ in
                    let name = names[Int(random.next() % UInt64(names.count))]
                    return "\"\(name)\":\(json(&random, depth: depth - 1))"
                }.joined(separator: ",") + "}"
        }
    }
}
