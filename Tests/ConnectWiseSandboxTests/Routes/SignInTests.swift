import IntegrationCore
import Testing

@testable import ConnectWiseSandbox

@Suite struct SignInTests {
    @Test func `company info is null for a stranger`() throws {
        let desk = try Desk()
        let known = try desk.exchange("GET", "/login/companyinfo/TrainingCo")
        #expect(known.json["Codebase"] == "v2025_1/")
        #expect(known.json["IsCloud"] == "True")
        #expect(try desk.exchange("GET", "/login/companyinfo/nobody").json == .null)
    }

    @Test func `wrong keys are 401, or 404 as the cloud may say`() throws {
        var desk = try Desk()
        desk.keys.privateKey = "wrong"
        #expect(try desk.send("GET", "/system/info").status == 401)
        desk.sandbox.changeBehaviour { $0.answersBadKeysWithNotFound = true }
        #expect(try desk.send("GET", "/system/info").status == 404)
    }

    @Test(arguments: [
        ("clientid", "", 403), ("clientid", "00000000-0000-0000-0000-000000000000", 403),
        ("authorization", "", 401), ("authorization", "Basic !!!", 401),
        ("accept", "application/vnd.connectwise.com+json; version=new", 400),
        ("accept", "*/*", 200),
    ])
    func `headers are looked at`(name: String, value: String, status: Int) throws {
        var desk = try Desk()
        desk.headers[name] = value
        #expect(try desk.send("GET", "/system/info").status == status)
    }

    @Test func `a body must be called JSON`() throws {
        var desk = try Desk()
        desk.headers["content-type"] = "application/x-www-form-urlencoded"
        #expect(try desk.ticket().status == 415)
    }

    @Test func `a role without Finance gets 403 there and nowhere else`() throws {
        var tenant = Tenant.standard
        tenant.keys = [
            KeyPair(publicKey: "p", privateKey: "q", role: .everything(except: .finance))
        ]
        let desk = try Desk(tenant)
        #expect(try desk.send("GET", "/finance/agreements").status == 403)
        #expect(try desk.ticket().status == 201)
    }

    @Test func `boards are readable without the right to setup tables`() throws {
        var tenant = Tenant.standard
        tenant.keys = [
            KeyPair(publicKey: "p", privateKey: "q", role: .everything(except: .setupTables))
        ]
        let desk = try Desk(tenant)
        #expect(try desk.send("GET", "/service/boards").status == 403)
        #expect(try desk.send("GET", "/service/info/boards").ids == [12, 13, 14])
    }

    @Test func `a moved code base is a 404 until asked for`() throws {
        let desk = try Desk()
        desk.sandbox.moveCodeBase(to: "v2025_2/")
        #expect(try desk.exchange("GET", "/v2025_1/apis/3.0/system/info").status == 404)
        #expect(try desk.exchange("GET", "/v2025_2/apis/3.0/system/info").status == 200)
        #expect(try desk.exchange("GET", "/v4_6_release/apis/3.0/system/info").status == 200)
        let info = try desk.exchange("GET", "/login/companyinfo/trainingco")
        #expect(info.json["Codebase"] == "v2025_2/")
    }

    @Test func `unknown paths are 404 and other methods 405`() throws {
        let desk = try Desk()
        #expect(try desk.send("GET", "/service/Tickets").status == 404)
        #expect(try desk.send("DELETE", "/service/tickets").status == 405)
        #expect(
            desk.sandbox.journal.violations.map(\.violation.kind)
                == [.unknownOperation, .unknownOperation])
    }
}
