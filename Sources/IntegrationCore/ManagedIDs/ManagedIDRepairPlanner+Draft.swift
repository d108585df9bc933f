extension ManagedIDRepairPlanner {
    /// The requests as they come together.
    struct Draft {
        typealias Entry = ManagedIDFinding.Entry
        typealias DeviceType = ConnectWise.ManagementSummaryReport.DeviceType

        let managedID: ManagedID, company: Int64, solution: NamedReference
        private(set) var steps: [RepairStep] = []

        init(managedID: ManagedID, company: Int64, solution: NamedReference) {
            self.managedID = managedID
            self.company = company
            self.solution = solution
        }

        /// Backup Stats go first, so that an undo, which goes backwards, makes them last.
        static func isDeletedBefore(_ left: Entry, _ right: Entry) -> Bool {
            let isBackup = [left, right].map { $0.deviceType == DeviceType.backupStats.rawValue }
            return isBackup[0] == isBackup[1] ? left.id < right.id : isBackup[0]
        }

        func cost(_ pair: (Entry, Entry)) -> Int { flaws(pair.0).count + flaws(pair.1).count }

        /// The fields that are wrong, with what they should be.
        func flaws(_ entry: Entry) -> [(field: String, value: JSONValue)] {
            var flaws: [(field: String, value: JSONValue)] = []
            if entry.groupIdentifier != managedID.description {
                flaws.append(("groupIdentifier", .string(managedID.description)))
            }
            if let name = entry.solution, !name.isEmpty, name != solution.name {
                flaws.append(("managementSolution", ["id": .integer(solution.id)]))
            }
            if entry.agreementID != nil { flaws.append(("agreement", .null)) }
            return flaws
        }

        mutating func delete(_ entry: Entry, on owner: Int64, _ why: String) {
            steps.append(
                RepairStep(
                    .delete, Self.path(owner, entry.id), before: entry.record,
                    purpose: "delete \(entry.deviceType.oneLine(limit: 40)): \(why)"))
        }

        mutating func correct(_ entry: Entry) {
            let flaws = flaws(entry)
            guard !flaws.isEmpty else { return }
            let operations = flaws.map { flaw -> JSONValue in
                ["op": "replace", "path": .string(flaw.field), "value": flaw.value]
            }
            let fields = flaws.map(\.field).joined(separator: ", ")
            steps.append(
                RepairStep(
                    .patch, Self.path(company, entry.id), body: .array(operations),
                    before: entry.record,
                    purpose: "correct \(entry.deviceType.oneLine(limit: 40)): \(fields)"))
        }

        mutating func create(_ type: DeviceType, _ what: String) {
            steps.append(
                .add(
                    type, of: managedID, to: company, solution,
                    purpose: "add \(type.rawValue): \(what)"))
        }

        private static func path(_ company: Int64, _ entry: Int64) -> String {
            "/company/companies/\(company)/managementSummaryReports/\(entry)"
        }
    }
}

extension RepairStep {
    /// Adds a Managed ID entry with a blank agreement (contract 8.7).
    static func add(
        _ type: ConnectWise.ManagementSummaryReport.DeviceType, of managedID: ManagedID,
        to company: Int64, _ solution: NamedReference, purpose: String
    ) -> RepairStep {
        RepairStep(
            .post, "/company/companies/\(company)/managementSummaryReports",
            body: [
                "managementSolution": ["id": .integer(solution.id)],
                "groupIdentifier": .string(managedID.description),
                "deviceType": .string(type.rawValue),
            ], purpose: purpose)
    }
}

extension ManagedIDFinding.Entry {
    /// The record as an undo sends it again.
    fileprivate var record: JSONValue {
        var members: [String: JSONValue] = [
            "id": .integer(id), "groupIdentifier": .string(groupIdentifier),
            "deviceType": .string(deviceType),
        ]
        if let solutionID { members["managementSolution"] = ["id": .integer(solutionID)] }
        if let agreementID { members["agreement"] = ["id": .integer(agreementID)] }
        return .object(members)
    }
}
