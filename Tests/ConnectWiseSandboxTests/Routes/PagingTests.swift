import IntegrationCore
import Testing

@testable import ConnectWiseSandbox

@Suite struct PagingTests {
    private func desk(companies: Int) throws -> Desk {
        try Desk(.named((1...companies).map { "Company \($0)" }))
    }

    @Test func `a page is 25 unless asked, and never more than 1000`() throws {
        let desk = try desk(companies: 1_100)

        #expect(try desk.send("GET", "/company/companies").ids.count == 25)
        #expect(try desk.send("GET", "/company/companies?pageSize=5000").ids.count == 1_000)
        #expect(try desk.send("GET", "/company/companies?pageSize=0").status == 400)
        #expect(try desk.send("GET", "/company/companies?page=99").json == [])
        #expect(try desk.send("GET", "/company/companies/count").json == ["count": 1_100])
    }

    @Test func `links lead from the first page to the last`() throws {
        let desk = try desk(companies: 60)
        var target = "/company/companies?conditions=name%20like%20%22Company*%22&fields=id"
        var pages = 0
        var ids: [Int64] = []
        while pages < 10 {
            let answer = try desk.send("GET", target)
            pages += 1
            ids += answer.ids
            guard let next = answer.headers["Link"]?.link("next") else { break }
            target = try #require(next.split(separator: "/apis/3.0").last.map(String.init))
        }
        #expect(pages == 3)
        #expect(ids == Array(250..<310))
        let last = try desk.send("GET", "/company/companies?page=3").headers["Link"]
        #expect(last?.link("prev")?.contains("page=2") == true)
        #expect(last?.link("next") == nil)
    }

    @Test func `forward-only goes by id and ends with an empty link`() throws {
        var desk = try desk(companies: 55)
        desk.headers["pagination-type"] = "forward-only"

        let first = try desk.send("GET", "/company/companies?pageSize=50&page=7")
        let second = try desk.send("GET", "/company/companies?pageSize=50&pageId=299")

        #expect(first.ids == Array(250..<300))
        #expect(first.headers["Link"]?.link("next")?.contains("pageId=299") == true)
        #expect(second.ids == Array(300..<305))
        #expect(second.headers["Link"] == "")
        #expect(try desk.send("GET", "/company/companies?orderBy=id").status == 400)
        #expect(try desk.send("GET", "/system/audittrail").status == 400)
    }

    @Test func `an endpoint can refuse forward-only`() throws {
        var desk = try Desk()
        desk.sandbox.changeBehaviour { $0.refusesForwardOnly = ["/company/companies"] }
        #expect(try desk.send("GET", "/company/companies").status == 200)
        desk.headers["pagination-type"] = "forward-only"
        #expect(try desk.send("GET", "/company/companies").status == 400)
    }

    @Test func `order and fields shape the answer`() throws {
        let desk = try desk(companies: 3)
        let answer = try desk.send(
            "GET", "/company/companies?orderBy=name%20desc&fields=name,status/name")
        #expect(
            answer.json.array?.first
                == ["name": "Company 3", "status": ["name": "Active"]])
        #expect(try desk.send("GET", "/company/companies?orderBy=size").status == 400)
        let whole = try desk.send("GET", "/company/companies/250")
        #expect(whole.json["_info"]?["lastUpdated"] != nil)
    }

    @Test func `child and custom field conditions look into arrays`() throws {
        let desk = try Desk()
        let field: JSONValue = ["caption": "Backup", "value": "yes"]
        try desk.ticket(["customFields": [field]])
        let condition = "caption%3D%22Backup%22%20and%20value%20%21%3D%20null"
        #expect(
            try desk.send("GET", "/service/tickets?customFieldConditions=\(condition)").ids.count
                == 1)
        let types = "types%2Fname%3D%22Client%22"
        #expect(try desk.send("GET", "/company/companies?childConditions=\(types)").ids.count == 3)
    }

    @Test func `conditions travel in the body of a search`() throws {
        let desk = try Desk()
        try desk.ticket(["externalXRef": "K-1"])
        try desk.ticket(["externalXRef": "K-2"])
        let found = try desk.send(
            "POST", "/service/tickets/search", ["conditions": #"externalXRef="K-2""#])
        #expect(found.ids.count == 1)
        let bad = try desk.send(
            "POST", "/service/tickets/search", ["conditions": #"board="x" and"#])
        #expect(bad.json["code"] == "ApiFindCondition")
    }
}

extension String {
    /// The address with this relation in a Link header.
    fileprivate func link(_ relation: String) -> String? {
        for part in split(separator: ",") where part.contains("rel=\"\(relation)\"") {
            return part.split(separator: "<").last?.split(separator: ">").first.map(String.init)
        }
        return nil
    }
}
