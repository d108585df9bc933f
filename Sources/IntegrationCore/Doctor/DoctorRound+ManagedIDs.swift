/// The Managed ID entries of every mapped company, as `ManagedIDInspector` finds them.
extension DoctorRound {
    func managedIDs() async throws -> [DoctorFinding] {
        let client = try signedIn()
        let mapped = try mapped()
        let inspector = ManagedIDInspector(
            client: client, prefix: facts.settings.managedIDPrefix,
            solution: facts.site.solution, time: time)
        let found = try await inspector.inspect(mapped) { news in
            guard case .progress(let done, let total) = news else { return }
            note("\(DoctorCheck.managedIDs.title): \(done) of \(total) companies")
        }
        let findings = ManagedIDVerdict.allCases.compactMap { verdict -> DoctorFinding? in
            let wrong = mapped.filter { found[$0.number]?.verdict == verdict }
            guard let first = wrong.first, let code = verdict.failureCode else { return nil }
            return finding(code, wrong, of: mapped.count, found[first.number]?.detail ?? "")
        }
        guard findings.isEmpty else { return findings }
        return [
            DoctorFinding(
                .managedIDs, .good,
                found: "The entries of all \(mapped.count) companies are"
                    + " correct.", expected: Self.rightEntries)
        ]
    }

    private static let rightEntries =
        "Workstations and Servers first, then Backup Stats, with the Managed ID."

    private func finding(
        _ code: FailureCode, _ customers: [Customer], of total: Int, _ example: String
    ) -> DoctorFinding {
        let names = Self.names(customers.map { "\(facts.managedID($0))" })
        return DoctorFinding(
            .managedIDs, .failed,
            found: "\(customers.count) of \(total) companies: \(code.explanation.sentence)"
                + " \(names). \(customers.count > 1 ? "The first: " : "")\(example)",
            expected: Self.rightEntries,
            remedy: ["Open Managed IDs (5), press c, then f on a row: it shows the requests."]
                + code.explanation.remedy)
    }
}
