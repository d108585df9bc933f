import IntegrationCore
import Testing

@testable import ConnectWiseSandbox

@Suite struct TenantAnomalyTests {
    private typealias Anomaly = Tenant.Company.Anomaly

    @Test func `each anomaly of Managed IDs is what its name says`() throws {
        let desk = try Desk(.ofAnomalies)
        func entries(_ anomaly: Anomaly) throws -> [JSONValue] {
            let name = anomaly.rawValue.uppercased()
            let company = try desk.list("/company/companies", where: "identifier=\"\(name)\"")
            let id = try #require(company.ids.first)
            let path = "/company/companies/\(id)/managementSummaryReports"
            return try desk.send("GET", path).json.array ?? []
        }
        func types(_ anomaly: Anomaly) throws -> [String?] {
            try entries(anomaly).map { $0["deviceType"]?.string }
        }
        func ids(_ anomaly: Anomaly) throws -> [String] {
            try entries(anomaly).compactMap { $0["groupIdentifier"]?.string }
        }

        #expect(try types(.missingBoth) == [])
        #expect(try types(.missingSecond) == ["WorkstationsAndServers"])
        #expect(try types(.missingFirst) == ["BackupStats"])
        #expect(try types(.switched) == ["BackupStats", "WorkstationsAndServers"])
        #expect(try types(.duplicate).count == 3)
        #expect(try entries(.agreementNotBlank).map { $0["agreement"] != nil } == [false, true])
        #expect(try Set(ids(.idsDiffer)).count == 2)
        #expect(try Set(ids(.otherCase)).count == 2)
        #expect(try Set(ids(.otherCase).map { $0.uppercased() }).count == 1)
        #expect(try ids(.blanks).last?.hasSuffix(" ") == true)
        let solutions = try entries(.wrongSolution).map { $0["managementSolution"]?["name"] }
        #expect(solutions == ["Axcient", "Other Vendor"])
    }

    @Test func `companies that are not to be used say why, and twins share a Managed ID`() throws {
        let desk = try Desk(.ofAnomalies)
        func company(_ identifier: String) throws -> JSONValue? {
            try desk.list("/company/companies", where: "identifier=\"\(identifier)\"").json.array?
                .first
        }

        #expect(try company("INACTIVE")?["status"]?["name"] == "Inactive")
        #expect(try company("NOTAPPROVED")?["status"]?["name"] == "Not Approved")
        #expect(try company("PROSPECT")?["types"]?.array?.first?["name"] == "Prospect")
        #expect(try company("DELETED")?["deletedFlag"] == true)
        let shared = desk.sandbox.records("/company/companies/{parentId}/managementSummaryReports")
            .filter { $0["groupIdentifier"] == "EFS-39999" }
        #expect(shared.count == 4)
    }

    @Test(arguments: Tenant.CrossReference.Anomaly.allCases)
    func `each anomaly of a cross-reference differs from the right one`(
        anomaly: Tenant.CrossReference.Anomaly
    ) throws {
        let right = Tenant.CrossReference("Select", "Storage", product: "SEL-STORAGE")
        var tenant = Tenant.standard
        tenant.crossReferences = right.with(anomaly)
        let desk = try Desk(tenant)

        let path = "/company/managedDevicesIntegrations/1/crossReferences"
        let found = try desk.send("GET", path).json.array ?? []

        #expect(found.count == (anomaly == .missing ? 0 : anomaly == .duplicate ? 2 : 1))
        guard let first = found.first, anomaly != .duplicate else { return }
        let isRight =
            first["vendorLevel"] == "Select" && first["vendorType"] == "Storage"
            && first["product"]?["identifier"] == "SEL-STORAGE" && first["inactiveFlag"] == false
            && first["configurationType"]?["name"] == "Backup Stats"
            && first["agreementType"]?["name"] == "Managed Service"
        #expect(!isRight)
    }

    @Test func `solution and integration can be set up wrongly`() throws {
        var tenant = Tenant.standard
        tenant.solutionType = "NAble"
        var integration = Tenant.Integration()
        integration.loginBy = "Member"
        integration.billingLevel = "Summary"
        integration.matchesOnSerialNumber = false
        integration.disablesNewCrossReferences = false
        tenant.integration = integration
        let desk = try Desk(tenant)

        let solution = try desk.send("GET", "/company/managementItSolutions/1").json
        let shown = try desk.send("GET", "/company/managedDevicesIntegrations/1").json

        #expect(solution["managementItSolutionType"] == "NAble")
        #expect(solution["managementSolutionName"] == nil)
        #expect(shown["loginBy"] == "Member" && shown["defaultBillingLevel"] == "Summary")
        #expect(shown["matchOnSerialNumberFlag"] == false)
        #expect(shown["disableNewCrossReferencesFlag"] == false)
    }

    @Test func `a flat fee is a line without a serial number`() throws {
        var tenant = Tenant.standard
        tenant.companies[0].products = ["OB-SERVER"]
        tenant.companies[0].additions = [Tenant.Addition("SEL-STORAGE")]
        let desk = try Desk(tenant)

        let lines = try desk.send("GET", "/finance/agreements/800/additions").json.array ?? []

        #expect(lines.map { $0["product"]?["identifier"] } == ["OB-SERVER", "SEL-STORAGE"])
        #expect(lines.map { $0["serialNumber"] } == ["EFS-19652", nil])
    }

    @Test func `a missing right is refused before the body is looked at`() throws {
        var tenant = Tenant.standard
        tenant.missingRights = ["Finance > Agreements, Inquire", "Companies > Configurations, Add"]
        let desk = try Desk(tenant)

        #expect(try desk.send("GET", "/finance/agreements").status == 403)
        #expect(try desk.send("POST", "/company/configurations", ["nonsense": 1]).status == 403)
        #expect(try desk.send("GET", "/company/configurations").status == 200)
        #expect(try desk.send("POST", "/company/companies", ["nonsense": 1]).status == 400)
        desk.sandbox.setMissingRights([])
        #expect(try desk.send("GET", "/finance/agreements").status == 200)
    }

    @Test func `a large tenant is whole, with or without Managed IDs`() throws {
        let desk = try Desk(.large(companies: 40, products: 60))
        let bare = try Desk(.large(companies: 40, products: 60, hasManagedIDs: false))
        let path = "/company/companies/289/managementSummaryReports"

        #expect(try desk.send("GET", "/company/companies/count").json["count"] == 40)
        #expect(try desk.send("GET", "/procurement/catalog/count").json["count"] == 60)
        let ids = try desk.send("GET", path).json.array?.map { $0["groupIdentifier"] }
        #expect(ids == ["EFS-100040", "EFS-100040"])
        #expect(try bare.send("GET", path).ids.isEmpty)
        #expect(try desk.send("GET", "/finance/agreements/839/additions").ids.count == 1)
    }
}
