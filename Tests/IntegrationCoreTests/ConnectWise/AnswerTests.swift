import Foundation
import Locking
import Testing

@testable import IntegrationCore

@Suite struct AnswerTests {
    @Test func `a 200 that did not change the status is a failure`() async throws {
        let transport = AnsweringTransport { _ in
            HTTPResponse(#"{"id":5,"status":{"id":311,"name":"New"}}"#)
        }
        let client = try transport.client()

        let error = await failure { () async throws(ConnectWiseError) in
            try await client.patchTicketStatus(5, to: 318)
        }

        #expect(error?.verdict == .notApplied)
        #expect(error?.failure.code == .changeNotTaken)
        #expect(error?.failure.detail.contains("318") == true)
        #expect(error?.failure.detail.contains("311") == true)
    }

    @Test func `a patch sends bare names and whole references`() async throws {
        let transport = AnsweringTransport { _ in
            HTTPResponse(#"{"id":"5","status":{"id":"318"},"closedFlag":"True"}"#)
        }

        let ticket = try await transport.client().patchTicketStatus(5, to: 318)

        #expect(ticket.isClosed && ticket.id == 5 && ticket.status?.id == 318)
        let body = try #require(transport.requests.first?.body)
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"[{"op":"replace","path":"status","value":{"id":318}}]"#)
    }

    @Test func `a patch of nothing writes nothing`() async throws {
        let transport = AnsweringTransport { _ in HTTPResponse(#"{"id":5}"#) }

        _ = try await transport.client().patchConfiguration(5, figures: .init())

        #expect(transport.requests.map(\.method) == [.get])
    }

    @Test(
        arguments: [
            ("58", 58, true), (#""58""#, 58, true), ("58.0", 58, true), ("59", 58, false),
            ("null", 58, false), ("187.25", .number(187.25), true), (#""x""#, "x", true),
            (#""2025-06-30T03:12:00.000Z""#, "2025-06-30T03:12:00Z", true),
            (#""2025-06-30T04:12:00+01:00""#, "2025-06-30T03:12:00Z", true),
            (#""2025-06-30T03:12:01Z""#, "2025-06-30T03:12:00Z", false),
            ("null", .null, true), ("false", false, true), ("null", false, false),
            (#"{"id":7,"name":"A"}"#, ["id": 7], true), (#"{"id":8}"#, ["id": 7], false),
        ] as [(String, JSONValue, Bool)])
    func `an answer carries what was asked for, however it is written`(
        answer: String, asked: JSONValue, carries: Bool
    ) throws {
        let found = try JSONValue(parsing: Array(#"{"field":\#(answer)}"#.utf8))["field"]

        #expect(found.carries(asked) == carries)
    }

    @Test func `headers carry keys, client id and version pin`() async throws {
        let transport = AnsweringTransport { _ in HTTPResponse("[]") }

        _ = try await transport.client().boards()

        let request = try #require(transport.requests.first)
        let headers = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
        let pair = Data("acme+public:pr1vate".utf8).base64EncodedString()
        #expect(headers["Authorization"] == "Basic \(pair)")
        #expect(headers["clientId"] == "5f0a3c1e-7c55-4d0b-9a3e-2b8f1d6c4e70")
        #expect(headers["Accept"] == "application/vnd.connectwise.com+json; version=2025.16")
        #expect(request.url.hasPrefix("https://psa.example/v4_6_release/apis/3.0/service/"))
    }

    @Test func `creates have thirty seconds, everything else twenty`() {
        #expect(APICall(method: .post, path: "/x").timeout == .seconds(30))
        #expect(APICall(method: .patch, path: "/x").timeout == .seconds(20))
    }

    @Test(arguments: [
        (
            #"{"code":"X","message":"Bad\r\nthing","errors":[{"code":"C","message":"M","field":"f"}]}"#,
            "Bad thing; f: M"
        ),
        (#"{"error":"ConnectWiseAPI","message":"Too many requests."}"#, "Too many requests."),
        (
            "<html><head><title>502</title></head><body><h1>Bad Gateway</h1></body></html>",
            "502 Bad Gateway"
        ),
        ("", "no text"), ("{}", "no text"), ("[1]", "[1]"),
        ("not json \u{1B}[31m", "not json [31m"),
    ])
    func `error bodies of every shape become one line`(body: String, excerpt: String) {
        let words = ErrorBody(Array(body.utf8)).excerpt.split(separator: " ").joined(separator: " ")

        #expect(words == excerpt)
    }

    @Test func `a key that a server echoes is masked in the error and in the record`() async throws
    {
        let records = Locked<[RequestRecord]>([])
        let pair = Data("acme+public:pr1vate".utf8).base64EncodedString()
        let transport = AnsweringTransport { _ in
            HTTPResponse(
                #"{"message":"key pr1vate, header \#(pair)","errors":[{"field":"a","message":"pr1vate"}]}"#,
                status: 400)
        }
        let client = try transport.client(log: { record in records.withLock { $0.append(record) } })

        let error = await failure { () async throws(ConnectWiseError) in
            try await client.ticket(5)
        }

        let shown = "\(String(describing: error)) \(records.withLock { $0 })"
        #expect(shown.contains("***"))
        #expect(!shown.contains("pr1vate") && !shown.contains(pair))
    }

    @Test(arguments: [
        #"{"Codebase":"https://evil.example/"}"#, #"{"Codebase":"../../"}"#,
        #"{"Codebase":"a/b/"}"#, #"{"Codebase":""}"#, #"{"Codebase":".."}"#, "{}", "[]",
        #"{"Codebase":"v1?x/"}"#,
    ])
    func `a code base that could leave the path is refused`(info: String) async throws {
        let transport = AnsweringTransport(companyInfo: info) { _ in HTTPResponse("[]") }
        let client = try transport.client()

        let error = await failure { () async throws(ConnectWiseError) in
            try await client.boards()
        }

        #expect(error?.failure.code == .unreadableAnswer)
        #expect(transport.requests.isEmpty)
    }

    @Test func `a retry date is counted from the answer's own date`() {
        let headers = [
            "date": "Sun, 06 Nov 1994 08:49:37 GMT",
            "retry-after": "Sun, 06 Nov 1994 08:50:07 GMT",
        ]

        #expect(RetryAfter.duration(headers) == .seconds(30))
        #expect(RetryAfter.duration(["retry-after": "Sun, 06 Nov 1994 08:50:07 GMT"]) == nil)
        #expect(RetryAfter.duration(["retry-after": "9223372036854775807"]) == .hours(1))
    }

    @Test func `a create whose answer has no id is unclear`() async throws {
        let transport = AnsweringTransport { _ in HTTPResponse(#"{"summary":"x"}"#, status: 201) }
        let client = try transport.client()
        let xref = try #require(Condition.Token("EFS-1:BF:00-1"))

        let error = await failure { () async throws(ConnectWiseError) in
            try await client.createTicket(
                .init(
                    summary: "s", board: 1, status: 2, company: 3, priority: nil, xref: xref,
                    description: "d"))
        }

        #expect(error?.verdict == .unknown)
    }

    @Test func `tickets that only look like ours are left out`() async throws {
        let transport = AnsweringTransport { _ in
            HTTPResponse(#"[{"id":1,"externalXRef":"efs-1"},{"id":2,"externalXRef":"EFS-1"}]"#)
        }
        let xref = try #require(Condition.Token("EFS-1"))

        let found = try await transport.client().tickets(xref: xref)

        #expect(found.map(\.id) == [2])
        let url = try #require(transport.requests.first?.url)
        #expect(url.contains("conditions=externalXRef%3D%22EFS-1%22&pageSize=2"))
        #expect(!url.contains("board"))
    }

    @Test func `our ticket is found behind others that the server takes for equal`() async throws {
        let transport = AnsweringTransport { request in
            request.url.contains("pageSize=2&")
                ? HTTPResponse(
                    #"[{"id":1,"externalXRef":"efs-1"},{"id":2,"externalXRef":"Efs-1"}]"#)
                : HTTPResponse(
                    #"[{"id":1,"externalXRef":"efs-1"},{"id":3,"externalXRef":"EFS-1"}]"#)
        }
        let xref = try #require(Condition.Token("EFS-1"))

        #expect(try await transport.client().tickets(xref: xref).map(\.id) == [3])
    }

    @Test(arguments: ["", "a b", "a\nb", "é", "a\u{7F}"])
    func `settings that could break a header are refused`(value: String) {
        let transport = AnsweringTransport { _ in HTTPResponse("[]") }

        #expect(throws: Failure.self) { try transport.client { $0.publicKey = value } }
        #expect(throws: Failure.self) { try transport.client { $0.clientID = value } }
        #expect(throws: Failure.self) { try transport.client { $0.company = value } }
    }

    @Test func `base 64 agrees with the system's`() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
        }
    }
}
