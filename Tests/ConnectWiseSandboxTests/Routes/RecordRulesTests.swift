import IntegrationCore
import Testing

@testable import ConnectWiseSandbox

@Suite struct RecordRulesTests {
    @Test func `billed quantity is computed and never taken`() throws {
        let desk = try Desk()
        let addition = try #require(
            desk.sandbox.records("/finance/agreements/{parentId}/additions", parent: 800).first)
        let path = "/finance/agreements/800/additions/\(addition["id"]?.integer ?? 0)"

        _ = try desk.patch(path, "lessIncluded", 50)
        let changed = try desk.send(
            "PATCH", path,
            [
                ["op": "replace", "path": "quantity", "value": .number(187.25)],
                ["op": "replace", "path": "billedQuantity", "value": 1],
                ["op": "replace", "path": "invoiceDescription", "value": "SRV-DC01; 187.25 GB"],
            ])

        #expect(changed.json["billedQuantity"]?.double == 137.25)
        #expect(changed.json["extPrice"]?.double == 68.625)
        #expect(changed.json["invoiceDescription"] == "SRV-DC01; 187.25 GB")
    }

    @Test func `Managed IDs live below their company, in the order of their ids`() throws {
        let desk = try Desk()
        let path = "/company/companies/251/managementSummaryReports"

        let seeded = try desk.send("GET", path)
        let added = try desk.send(
            "POST", path,
            [
                "managementSolution": ["name": "Axcient"], "groupIdentifier": "EFS-1",
                "deviceType": "BackupStats",
            ])
        let counted = try desk.patch("\(path)/\(added.id)", "successfulBackupJobs", 58)
        let gone = try desk.send("DELETE", "\(path)/\(added.id)")

        #expect(
            seeded.json.array?.compactMap { $0["deviceType"]?.string }
                == ["WorkstationsAndServers", "BackupStats"])
        #expect(added.status == 201)
        #expect(added.json["managementSolution"]?["setupName"] == "Axcient")
        #expect(counted.json["successfulBackupJobs"] == 58)
        #expect(gone.status == 204)
        #expect(try desk.send("GET", "\(path)/\(added.id)").status == 404)
        let other = "/company/companies/252/managementSummaryReports/\(seeded.ids.first ?? 0)"
        #expect(try desk.send("GET", other).status == 404)
    }

    @Test func `a Backup Stats configuration is stored and found`() throws {
        let desk = try Desk()
        let type = try #require(
            try desk.list("/company/configurations/types", where: #"name="Backup Stats""#).ids.first
        )

        let made = try desk.send(
            "POST", "/company/configurations",
            [
                "name": "Backup EFS-19652 2025-06", "type": ["id": .integer(type)],
                "company": ["id": 250], "deviceIdentifier": "EFS-19652:2025-06",
                "backupSuccesses": 58, "lastBackupDate": "2025-06-30T03:12:00Z",
                "backupBillableSpaceGb": .number(187.5), "backupYear": 2025, "backupMonth": 6,
            ])
        let found = try desk.list(
            "/company/configurations",
            where: #"company/id=250 and deviceIdentifier="EFS-19652:2025-06""#)

        #expect(made.status == 201)
        #expect(made.json["type"]?["name"] == "Backup Stats")
        #expect(found.ids == [Int64(made.id)])
        #expect(desk.sandbox.journal.violations.isEmpty)
    }

    @Test func `cross-references answer 200 to create and delete`() throws {
        let desk = try Desk()
        let path = "/company/managedDevicesIntegrations/1/crossReferences"
        let made = try desk.send(
            "POST", path,
            ["vendorLevel": "Select", "vendorType": "Storage", "product": ["id": 1_201]])
        #expect(made.status == 200)
        #expect(made.json["product"]?["identifier"] == "SEL-STORAGE")
        #expect(try desk.send("DELETE", "\(path)/\(made.id)").status == 200)
    }

    @Test func `records can be arranged by hand`() throws {
        let desk = try Desk()
        let path = "/finance/agreements/{parentId}/additions"
        #expect(desk.sandbox.change(path, 901, ["serialNumber": "efs-19652", "uom": .null]))
        let seen = try desk.send("GET", "/finance/agreements/800/additions/901").json
        #expect(seen["serialNumber"] == "efs-19652")
        #expect(seen["uom"] == nil)
        #expect(desk.sandbox.remove(path, 901))
        #expect(!desk.sandbox.remove(path, 901))
        #expect(try desk.send("GET", "/finance/agreements/800/additions/901").status == 404)
    }

    @Test func `a solution in use is not deleted`() throws {
        let desk = try Desk()
        #expect(
            try desk.send("GET", "/company/managementItSolutions/1/usages").json.array?.count == 6)
        #expect(try desk.send("DELETE", "/company/managementItSolutions/1").status == 409)
    }

    @Test func `twins, missing names and unknown references are refused`() throws {
        let desk = try Desk()
        let custom = try desk.send(
            "POST", "/company/managementItSolutions",
            ["name": "Other", "managementItSolutionType": "Custom"])
        let twin = try desk.send(
            "POST", "/company/companies",
            ["identifier": "mueller", "name": "Again", "city": "Ulm"])
        let homeless = try desk.send(
            "POST", "/company/companies", ["identifier": "NEW", "name": "New"])
        let nobody = try desk.ticket(["company": ["id": 1]])

        #expect(custom.errorCodes == ["MissingRequiredField"])
        #expect(twin.errorCodes == ["ObjectExists"])
        #expect(homeless.errorCodes == ["MissingRequiredField"])
        #expect(nobody.errorCodes == ["InvalidReference"])
    }

    @Test func `PUT resets what is not named`() throws {
        let desk = try Desk()
        let id = try desk.ticket(["poNumber": "7"]).id
        let put = try desk.send(
            "PUT", "/service/tickets/\(id)",
            [
                "summary": "Anew", "company": ["id": 250], "severity": "Low", "impact": "Low",
                "board": ["id": 12],
            ])
        #expect(put.status == 200)
        #expect(put.json["poNumber"] == nil)
        #expect(put.json["severity"] == "Low")
    }

    @Test func `a second callback for the same thing is refused`() throws {
        let desk = try Desk()
        let callback: JSONValue = [
            "url": "https://x.example/cw?recordId=", "objectId": 1, "type": "ticket",
            "level": "owner",
        ]
        #expect(try desk.send("POST", "/system/callbacks", callback).status == 201)
        #expect(try desk.send("POST", "/system/callbacks", callback).errorCodes == ["ObjectExists"])
    }
}
