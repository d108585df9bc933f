import Testing

@testable import IntegrationCore

@Suite struct PagingTests {
    @Test func `a cursor that repeats ends in an error, not in a loop`() async throws {
        let transport = AnsweringTransport { _ in
            HTTPResponse(#"[{"id":1}]"#, link: #"<https://psa.example/x?pageId=1>; rel="next""#)
        }

        let error = await failure { () async throws(ConnectWiseError) in
            try await self.client(transport).boards()
        }

        #expect(error?.failure.code == .unreadableAnswer)
        #expect(transport.requests.count == 2)
    }

    @Test func `numbered pages that repeat end in an error too`() async throws {
        let transport = AnsweringTransport { request in
            let isForward = request.headers.contains { $0.name == "pagination-type" }
            return isForward
                ? HTTPResponse("{}", status: 400)
                : HTTPResponse(#"[{"id":1}]"#, link: #"<https://psa.example/x?page=2>; rel="next""#)
        }

        let error = await failure { () async throws(ConnectWiseError) in
            try await self.client(transport).boards()
        }

        #expect(error?.failure.code == .unreadableAnswer)
        #expect(transport.requests.count == 3)
    }

    @Test func `only the cursor is taken from a link, never its host`() async throws {
        let transport = AnsweringTransport { request in
            request.url.contains("pageId=5")
                ? HTTPResponse(#"[{"id":6}]"#, link: "")
                : HTTPResponse(
                    #"[{"id":5}]"#,
                    link: #"<https://evil.example/steal?pageId=5&fields=x>; rel="next""#)
        }

        let boards = try await client(transport).boards()

        #expect(boards.map(\.id) == [5, 6])
        #expect(transport.requests.allSatisfy { $0.url.hasPrefix("https://psa.example/") })
        #expect(transport.requests.allSatisfy { !$0.url.contains("fields") })
    }

    @Test func `a server that ignores the cursor is read by page numbers, in order`() async throws {
        let transport = AnsweringTransport { request in
            request.url.contains("page=2")
                ? HTTPResponse(#"[{"id":3}]"#)
                : HTTPResponse(
                    #"[{"id":1},{"id":2}]"#, link: #"<https://psa.example/x?page=2>; rel="next""#)
        }

        let boards = try await client(transport).boards()

        #expect(boards.map(\.id) == [1, 2, 3])
        #expect(transport.requests.last?.url.contains("orderBy=id%20asc") == true)
    }

    @Test func `a full first page without any link is not taken for the whole list`() async throws {
        let transport = AnsweringTransport { request in
            if request.headers.contains(where: { $0.name == "pagination-type" }) {
                return HTTPResponse(#"[{"id":2},{"id":1}]"#)
            }
            return request.url.contains("page=1")
                ? HTTPResponse(#"[{"id":1},{"id":2}]"#) : HTTPResponse(#"[{"id":3}]"#)
        }

        let boards: [ConnectWise.Board] = try await client(transport)
            .list("/service/info/boards", pageSize: 2)

        #expect(boards.map(\.id) == [1, 2, 3])
    }

    @Test func `a record deleted between two pages makes none appear twice`() async throws {
        let transport = AnsweringTransport { request in
            if request.headers.contains(where: { $0.name == "pagination-type" }) {
                return HTTPResponse("{}", status: 400)
            }
            return request.url.contains("page=2")
                ? HTTPResponse(#"[{"id":2},{"id":3}]"#)
                : HTTPResponse(
                    #"[{"id":1},{"id":2}]"#, link: #"<https://psa.example/x?page=2>; rel="next""#)
        }

        #expect(try await client(transport).boards().map(\.id) == [1, 2, 3])
    }

    @Test(
        arguments: [
            ("", nil, false, false),
            (#"<https://h/x?pageId=17>; rel="next""#, 17, false, true),
            (#"<>; rel="next""#, nil, false, false),
            (
                #"<https://h/x?page=2&pageSize=5>; rel="next", <https://h/x?page=9>; rel="last""#,
                nil,
                true, true
            ),
            (#"<https://h/x?page=1>; rel="first""#, nil, true, false),
            (#"<https://h/x?pageId=abc>; rel="next""#, nil, false, true),
            (#">< ,,; rel="next" <"#, nil, false, false),
        ] as [(String, Int64?, Bool, Bool)])
    func `links are read and bad ones ignored`(
        header: String, pageID: Int64?, hasPage: Bool, hasNext: Bool
    ) {
        let link = PageLink(header)

        #expect(link.pageID == pageID && link.hasPage == hasPage && link.hasNext == hasNext)
    }

    private func client(_ transport: AnsweringTransport) throws(ConnectWiseError)
        -> ConnectWiseClient
    {
        do {
            return try transport.client()
        } catch {
            throw ConnectWiseError(.notApplied, error)
        }
    }
}
