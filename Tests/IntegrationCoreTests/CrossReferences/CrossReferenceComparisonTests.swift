import Testing

@testable import IntegrationCore

@Suite struct CrossReferenceComparisonTests {
    private var servers: CrossReference {
        var reference = CrossReference.standard[2]
        reference.bills = true
        reference.product = NamedReference(id: 31, name: "OB-SERVER")
        return reference
    }

    private func row(_ id: Int64, _ edit: [String: JSONValue] = [:]) throws
        -> ConnectWise.IntegrationCrossReference
    {
        var fields: [String: JSONValue] = [
            "id": .integer(id), "vendorLevel": "Online Backup", "vendorType": "Servers",
            "product": ["id": 31, "identifier": "OB-SERVER"],
            "configurationType": ["id": 5, "name": "Backup Stats"],
            "agreementType": ["id": 7, "name": "Managed Service"], "inactiveFlag": false,
        ]
        fields.merge(edit) { _, new in new }
        return try #require(ConnectWise.IntegrationCrossReference(.object(fields)))
    }

    private func facts(_ rows: ConnectWise.IntegrationCrossReference...) throws
        -> CrossReferenceComparison.Facts
    {
        var facts = CrossReferenceComparison.Facts(
            integration: NamedReference(id: 4, name: "Axcient"))
        facts.rows = rows
        facts.products = [
            31: try #require(ConnectWise.CatalogItem(["id": 31, "identifier": "OB-SERVER"]))
        ]
        facts.configurationTypes = [
            try #require(ConnectWise.ConfigurationType(["id": 5, "name": "Backup Stats"]))
        ]
        facts.agreementTypes = [
            try #require(ConnectWise.AgreementType(["id": 7, "name": "Managed Service"]))
        ]
        return facts
    }

    private func finding(
        _ reference: CrossReference, _ facts: CrossReferenceComparison.Facts
    ) throws -> CrossReferenceReport.Finding {
        try #require(CrossReferenceComparison([reference], facts).findings.first)
    }

    private let path = "/company/managedDevicesIntegrations/4/crossReferences"

    @Test func `a row that is as ours is matched and left alone`() throws {
        let found = try finding(servers, facts(row(1)))

        #expect(found.verdict == .matched)
        #expect(found.steps.isEmpty)
    }

    @Test func `a missing row is added with the body of the contract`() throws {
        let found = try finding(servers, facts())

        #expect(found.verdict == .missing)
        #expect(found.steps.map(\.method) == [.post])
        #expect(found.steps.first?.path == path)
        #expect(
            found.steps.first?.body == [
                "vendorLevel": "Online Backup", "vendorType": "Servers",
                "configurationType": ["id": 5], "agreementType": ["id": 7],
                "product": ["id": 31], "inactiveFlag": false,
            ])
    }

    @Test(arguments: [
        ("online backup", "Servers"), ("Online Backup ", "Servers"), ("OnlineBackup", "SERVERS"),
    ])
    func `a row that differs in case or blanks is mended, not doubled`(
        level: String, type: String
    ) throws {
        let found = try finding(
            servers,
            facts(row(9, ["vendorLevel": .string(level), "vendorType": .string(type)])))

        #expect(found.verdict == .nearMiss)
        #expect(found.steps.map(\.method) == [.patch])
        #expect(found.steps.first?.path == path + "/9")
        #expect(found.steps.first?.before?["vendorLevel"]?.string == level)
        #expect(found.detail.contains("'\(level)' '\(type)'"))
    }

    @Test func `a row of another service is no near miss of ours`() throws {
        var other = servers
        other.id = "own"
        other.level = "online backup"
        let comparison = CrossReferenceComparison(
            [servers, other], try facts(row(9, ["vendorLevel": "online backup"])))

        #expect(comparison.findings.map(\.verdict) == [.missing, .matched])
        #expect(comparison.foreign.isEmpty)
    }

    @Test func `of two equal rows the oldest stays and is brought in line`() throws {
        let found = try finding(
            servers, facts(row(9), row(3, ["product": ["id": 8, "identifier": "OLD"]])))

        #expect(found.verdict == .duplicate)
        #expect(found.steps.map(\.method) == [.patch, .delete])
        #expect(found.steps.map(\.path) == [path + "/3", path + "/9"])
        #expect(found.steps.last?.before?["product"] == ["id": 31])
    }

    @Test func `a row that is switched off is switched on`() throws {
        let found = try finding(servers, facts(row(9, ["inactiveFlag": true])))

        #expect(found.verdict == .inactive)
        #expect(
            found.steps.first?.body == [
                ["op": "replace", "path": "inactiveFlag", "value": false]
            ])
    }

    @Test func `a switched-off twin of a good row is no trouble`() throws {
        let found = try finding(servers, facts(row(3, ["inactiveFlag": true]), row(9)))

        #expect(found.verdict == .matched)
    }

    @Test func `another product or type is replaced as a whole reference`() throws {
        let product = try finding(servers, facts(row(9, ["product": ["id": 8]])))
        let types = try finding(
            servers, facts(row(9, ["configurationType": .null, "agreementType": ["id": 70]])))

        #expect(product.verdict == .productDiffers)
        #expect(
            product.steps.first?.body == [
                ["op": "replace", "path": "product", "value": ["id": 31]]
            ])
        #expect(types.verdict == .typesDiffer)
        #expect(
            types.steps.first?.body == [
                ["op": "replace", "path": "configurationType", "value": ["id": 5]],
                ["op": "replace", "path": "agreementType", "value": ["id": 7]],
            ])
    }

    @Test func `an empty type of ours means any`() throws {
        var reference = servers
        reference.agreementType = ""

        let found = try finding(reference, facts(row(9, ["agreementType": ["id": 70]])))

        #expect(found.verdict == .matched)
    }

    @Test func `what the API cannot repair has a reason and no step`() throws {
        var unpicked = servers
        unpicked.product = nil
        var missing = servers
        missing.product = NamedReference(id: 99, name: "GONE")
        var unknown = servers
        unknown.configurationType = "Nothing Such"
        var off = servers
        off.bills = false
        let facts = try facts()

        let found = try [unpicked, missing, unknown, off].map { try finding($0, facts) }

        #expect(
            found.map(\.verdict) == [
                .productNotPicked, .productMissing, .typesDiffer, .notBilled,
            ])
        #expect(found.allSatisfy { $0.steps.isEmpty })
        // The verdict of what is not billed says it all.
        #expect(found.map(\.detail.isEmpty) == [false, false, false, true])
    }

    @Test func `an inactive product is as good as missing`() throws {
        var facts = try facts(row(1))
        facts.products[31] = ConnectWise.CatalogItem(
            ["id": 31, "identifier": "OB-SERVER", "inactiveFlag": true])

        #expect(try finding(servers, facts).verdict == .productMissing)
    }

    @Test func `a flat-fee product is warned of and never cross-referenced`() throws {
        var chosen = servers
        chosen.isFlatFee = true
        var onAgreement = try facts()
        onAgreement.flatLines = [
            31: ["agreement Gold of Contoso without the serial number EFS-1", "another"]
        ]

        let first = try finding(chosen, facts())
        let second = try finding(servers, onAgreement)

        #expect(first.flatFeeWarning?.contains("flat fee") == true)
        #expect(first.steps.isEmpty)
        #expect(second.flatFeeWarning?.contains("agreement Gold of Contoso") == true)
        #expect(second.flatFeeWarning?.contains("and at 1 more") == true)
    }

    @Test func `rows that are none of ours are listed and not touched`() throws {
        let comparison = CrossReferenceComparison(
            [servers],
            try facts(row(1), row(2, ["vendorLevel": "Gold", "vendorType": "BackupUsage"])))

        #expect(comparison.foreign == ["row 2 'Gold' 'BackupUsage'"])
        #expect(comparison.findings.flatMap(\.steps).isEmpty)
    }
}
