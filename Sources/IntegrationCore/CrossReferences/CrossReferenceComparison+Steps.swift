extension CrossReferenceComparison {
    /// What a row shall be.
    struct Wanted {
        /// The list of the integration's rows.
        let collection: String
        /// Level, Type and the ids; a nil type of ours means any, and is left as it is.
        let level: String, type: String, product: NamedReference
        let configurationType: NamedReference?, agreementType: NamedReference?

        /// A field of a row that is not as it shall be.
        struct Difference {
            /// The field and its value, and what is there now.
            let field: String, value: JSONValue, words: String
        }

        /// What a row has otherwise, in the order of the contract.
        func differences(from row: ConnectWise.IntegrationCrossReference) -> [Difference] {
            var found: [Difference] = []
            let texts = [
                ("vendorLevel", level, row.vendorLevel), ("vendorType", type, row.vendorType),
            ]
            for (field, wanted, now) in texts where wanted != now {
                found.append(
                    Difference(
                        field: field, value: .string(wanted), words: "'\(now.oneLine(limit: 80))'"))
            }
            let references: [(String, String, NamedReference?, ConnectWise.Reference?)] = [
                (
                    "configurationType", "configuration type", configurationType,
                    row.configurationType
                ),
                ("agreementType", "agreement type", agreementType, row.agreementType),
                ("product", "product", product, row.product),
            ]
            for (field, noun, wanted, now) in references {
                guard let wanted, wanted.id != now?.id else { continue }
                let shown = now.map { $0.name.isEmpty ? "\($0.id ?? 0)" : $0.name } ?? "none"
                found.append(
                    Difference(
                        field: field, value: ["id": .integer(wanted.id)],
                        words: "\(noun) \(shown.oneLine(limit: 80)) instead of "
                            + wanted.name.oneLine(limit: 80)))
            }
            if row.isInactive {
                found.append(
                    Difference(field: "inactiveFlag", value: false, words: "switched off"))
            }
            return found
        }
    }

    /// A type of ours that ConnectWise does not have.
    struct UnknownType: Error {
        let sentence: String
    }

    /// Finds the ids behind the names of ours.
    func wanted(
        _ reference: CrossReference, _ product: NamedReference, in integration: NamedReference
    ) -> Result<Wanted, UnknownType> {
        let configuration = facts.configurationTypes.first {
            $0.name == reference.configurationType && !$0.isInactive
        }
        let agreement = facts.agreementTypes.first {
            $0.name == reference.agreementType && !$0.isInactive
        }
        for (noun, name, isThere) in [
            ("configuration type", reference.configurationType, configuration != nil),
            ("agreement type", reference.agreementType, agreement != nil),
        ] where !name.isEmpty && !isThere {
            return .failure(
                UnknownType(
                    sentence: "ConnectWise has no active \(noun) '\(name.oneLine(limit: 80))'; "
                        + "make it there or choose another one here"))
        }
        return .success(
            Wanted(
                collection: "/company/managedDevicesIntegrations/\(integration.id)/crossReferences",
                level: reference.level, type: reference.type, product: product,
                configurationType: configuration.map { NamedReference(id: $0.id, name: $0.name) },
                agreementType: agreement.map { NamedReference(id: $0.id, name: $0.name) }))
    }

    /// Adds a row.
    func create(_ wanted: Wanted) -> RepairStep {
        var body: [String: JSONValue] = [
            "vendorLevel": .string(wanted.level), "vendorType": .string(wanted.type),
            "product": ["id": .integer(wanted.product.id)], "inactiveFlag": false,
        ]
        // What is left out means any (contract 8.6).
        if let type = wanted.configurationType {
            body["configurationType"] = ["id": .integer(type.id)]
        }
        if let type = wanted.agreementType { body["agreementType"] = ["id": .integer(type.id)] }
        return RepairStep(
            .post, wanted.collection, body: .object(body),
            purpose: "add '\(wanted.level)' '\(wanted.type)'")
    }

    /// Brings a row in line; no step when it is.
    func change(
        _ row: ConnectWise.IntegrationCrossReference, _ wanted: Wanted
    ) -> [RepairStep] {
        let differences = wanted.differences(from: row)
        guard !differences.isEmpty else { return [] }
        let operations = differences.map { difference -> JSONValue in
            ["op": "replace", "path": .string(difference.field), "value": difference.value]
        }
        return [
            RepairStep(
                .patch, "\(wanted.collection)/\(row.id)", body: .array(operations),
                before: row.document,
                purpose: "set \(differences.map(\.field).joined(separator: ", ")) of row \(row.id)")
        ]
    }

    /// Removes the younger of two equal rows.
    ///
    /// Its usages need not be read: a row with the same Level and Type stays and matches whatever
    /// this one matched.
    func delete(
        _ row: ConnectWise.IntegrationCrossReference,
        keeping kept: ConnectWise.IntegrationCrossReference, _ wanted: Wanted
    ) -> RepairStep {
        RepairStep(
            .delete, "\(wanted.collection)/\(row.id)", before: row.document,
            purpose: "delete row \(row.id), the same as row \(kept.id), which goes on matching")
    }
}

extension ConnectWise.IntegrationCrossReference {
    /// The row as an undo would send it.
    var document: JSONValue {
        var members: [String: JSONValue] = [
            "id": .integer(id), "vendorLevel": .string(vendorLevel),
            "vendorType": .string(vendorType), "inactiveFlag": .bool(isInactive),
        ]
        if let id = product?.id { members["product"] = ["id": .integer(id)] }
        if let id = configurationType?.id { members["configurationType"] = ["id": .integer(id)] }
        if let id = agreementType?.id { members["agreementType"] = ["id": .integer(id)] }
        return .object(members)
    }
}
