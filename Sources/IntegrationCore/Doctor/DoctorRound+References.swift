/// Cross-references and their products.
extension DoctorRound {
    mutating func crossReferences() async throws -> [DoctorFinding] {
        let client = try signedIn()
        let billed = try billed()
        guard let integration = try await ours() else {
            throw Unchecked(reason: "There is no managed devices integration that could have any.")
        }
        let path = "/company/managedDevicesIntegrations/\(integration.id)/crossReferences"
        let theirs: [DoctorRecord] = try await client.list(path)
        let types: [DoctorRecord] = try await client.list("/company/configurations/types")
        let agreements: [DoctorRecord] = try await client.list("/finance/agreements/types")
        let findings = billed.compactMap { reference in
            Self.judge(
                reference, theirs, path: path,
                configurationType: types.first { $0.words("name") == reference.configurationType },
                agreementType: agreements.first { $0.words("name") == reference.agreementType })
        }
        guard findings.isEmpty else { return findings }
        return [
            DoctorFinding(
                .crossReferences, .good,
                found: "All \(billed.count) billed services are cross-referenced.",
                expected: "Each billed service has one active cross-reference.")
        ]
    }

    /// What is wrong with a service's cross-reference; nil when nothing is.
    private static func judge(
        _ reference: CrossReference, _ theirs: [DoctorRecord], path: String,
        configurationType: DoctorRecord?, agreementType: DoctorRecord?
    ) -> DoctorFinding? {
        let pair = "Level \(reference.level), Type \(reference.type)"
        func finding(_ found: String, _ fix: [String], _ steps: [RepairStep] = []) -> DoctorFinding
        {
            let title = "Cross-reference of \(reference.service)"
            return DoctorFinding(
                .crossReferences, .failed, found: "\(reference.service): \(found)",
                expected: "One active cross-reference with \(pair).", remedy: fix,
                repair: steps.isEmpty ? nil : RepairPlan(title: title, steps: steps))
        }
        let place = "Managed Devices Integration > Cross-References in ConnectWise"
        // The raw texts are compared: blanks and case are what the check is about.
        let exact = theirs.filter {
            $0.json["vendorLevel"].words == reference.level
                && $0.json["vendorType"].words == reference.type
        }
        guard let first = exact.first else {
            let near = theirs.first {
                ($0.json["vendorLevel"].words ?? "").matchKey == reference.level.matchKey
                    && ($0.json["vendorType"].words ?? "").matchKey == reference.type.matchKey
            }
            if let near {
                return finding(
                    "it is written \"\(near.words("vendorLevel"))\","
                        + " \"\(near.words("vendorType"))\" there.",
                    [
                        "Press f to have it written as here, or open \(place).",
                        "ConnectWise compares case and blanks: \(pair).",
                    ],
                    [
                        patch("\(path)/\(near.id)", near, "vendorLevel", .string(reference.level)),
                        patch("\(path)/\(near.id)", near, "vendorType", .string(reference.type)),
                    ])
            }
            guard let product = reference.product else {
                return finding(
                    "it is missing, and no product is picked.",
                    ["Pick the product with p in Cross-refs (6), then run this again."])
            }
            var body: [String: JSONValue] = [
                "vendorLevel": .string(reference.level), "vendorType": .string(reference.type),
                "product": ["id": .integer(product.id)], "inactiveFlag": false,
            ]
            if let type = configurationType {
                body["configurationType"] = ["id": .integer(type.id)]
            }
            if let type = agreementType { body["agreementType"] = ["id": .integer(type.id)] }
            return finding(
                "it is missing.", ["Press f to have it made, or open \(place) and add \(pair)."],
                [RepairStep(.post, path, body: .object(body), purpose: "add \(pair)")])
        }
        if exact.count > 1 {
            let ids = exact.map { String($0.id) }.joined(separator: ", ")
            return finding(
                "it is there \(exact.count) times (\(ids)).",
                ["Open \(place) and remove all of them but one."])
        }
        if first.json["inactiveFlag"].flag {
            return finding(
                "it is inactive.", ["Press f to switch it on, or open \(place)."],
                [patch("\(path)/\(first.id)", first, "inactiveFlag", false)])
        }
        guard let product = reference.product, first.reference("product")?.id != product.id else {
            return nil
        }
        let other = first.reference("product")?.name ?? ""
        return finding(
            "it has the product \(other.isEmpty ? "none" : other.oneLine(limit: 60)).",
            [
                "Press f to set \(product.name.oneLine(limit: 60)),"
                    + " or pick the other one with p in Cross-refs (6)."
            ],
            [patch("\(path)/\(first.id)", first, "product", ["id": .integer(product.id)])])
    }

    private static func patch(
        _ path: String, _ record: DoctorRecord, _ field: String, _ value: JSONValue
    ) -> RepairStep {
        RepairStep(
            .patch, path, body: [["op": "replace", "path": .string(field), "value": value]],
            before: record.json[field].map { .object([field: $0]) }, purpose: "set \(field)")
    }

    func products() async throws -> [DoctorFinding] {
        let client = try signedIn()
        let billed = try billed()
        let ids = Set(billed.compactMap(\.product?.id)).sorted()
        var known: [Int64: DoctorRecord] = [:]
        for start in stride(from: 0, to: ids.count, by: 50) {
            let some = Array(ids[start..<min(start + 50, ids.count)])
            let records: [DoctorRecord] = try await client.list(
                "/procurement/catalog", where: .isOne("id", of: some))
            for record in records { known[record.id] = record }
        }
        let findings = billed.compactMap { reference -> DoctorFinding? in
            let reason: String
            if let product = reference.product {
                let name = product.name.oneLine(limit: 60)
                guard let record = known[product.id] else {
                    reason = "the product \(name) (\(product.id)) does not exist"
                    return Self.wrongProduct(reference, reason)
                }
                guard record.json["inactiveFlag"].flag else { return nil }
                reason = "the product \(name) is inactive"
            } else {
                reason = "no product is picked"
            }
            return Self.wrongProduct(reference, reason)
        }
        guard findings.isEmpty else { return findings }
        return [
            DoctorFinding(
                .products, .good, found: "The products of all billed services are there.",
                expected: "Each billed service has an active product of the catalog.")
        ]
    }

    private static func wrongProduct(_ reference: CrossReference, _ reason: String) -> DoctorFinding
    {
        DoctorFinding(
            .products, .failed, found: "\(reference.service): \(reason).",
            expected: "An active product of the catalog.",
            remedy: [
                "Open Cross-refs (6), put the marker on \(reference.service), press p.",
                "Pick the product that is billed per \(reference.unit.rawValue), and save.",
            ])
    }
}

extension String {
    /// The text without blanks and case, to recognise what was nearly written.
    var matchKey: String { filter { !$0.isWhitespace }.lowercased() }
}
