/// Connection, version and role.
extension DoctorRound {
    /// The oldest ConnectWise this program is made for: its records have the fields we use.
    static let oldestYear = 2_020

    func connection() -> [DoctorFinding] {
        let expected = "ConnectWise answers, and knows the company, the keys and the client id."
        if let trouble {
            return [
                DoctorFinding(
                    .connection, .failed, found: trouble.message, expected: expected,
                    remedy: trouble.explanation.remedy)
            ]
        }
        let count = boards?.count ?? 0
        guard count > 0 else {
            return [
                DoctorFinding(
                    .connection, .failed, found: "The API member can see no service board.",
                    expected: expected,
                    remedy: [
                        "In ConnectWise open System > Members > API Members and your member.",
                        "Give it a default board and take its limits to boards and locations away.",
                    ])
            ]
        }
        let host = client?.address.authority ?? ""
        return [
            DoctorFinding(
                .connection, .good,
                found: "\(host) accepts company \(facts.site.company); boards seen: \(count).",
                expected: expected)
        ]
    }

    func version() async throws -> [DoctorFinding] {
        let info = try await signedIn().systemInfo()
        let expected = "ConnectWise PSA \(Self.oldestYear).1 or newer."
        let parts = info.version.drop { !$0.isNumber }.split(separator: ".")
        guard let year = parts.first.flatMap({ Int($0) }) else {
            return [
                DoctorFinding(
                    .version, .warning, found: "ConnectWise does not state its version.",
                    expected: expected,
                    remedy: ["Look it up in ConnectWise under Help > About."])
            ]
        }
        let isOld = year < Self.oldestYear
        return [
            DoctorFinding(
                .version, isOld ? .warning : .good,
                found: "ConnectWise is version \(info.version).", expected: expected,
                remedy: isOld
                    ? ["Have ConnectWise updated; older ones lack fields that are written here."]
                    : [])
        ]
    }

    func rights() async throws -> [DoctorFinding] {
        let client = try signedIn()
        var findings: [DoctorFinding] = [], granted = 0
        var seen: Set<String> = []
        for probe in RightsProbe.all where !Task.isCancelled {
            guard !seen.contains(probe.right) else { continue }
            note("\(DoctorCheck.rights.title): \(probe.right)")
            switch try await probe.ask(client) {
            case .granted: granted += 1
            case .missing:
                seen.insert(probe.right)
                findings.append(missing(probe))
            case .unclear(let failure):
                findings.append(
                    DoctorFinding(
                        .rights, .warning,
                        found: "Whether the role has \(probe.right) is not clear:"
                            + " \(failure.message)",
                        expected: "ConnectWise says whether it has.",
                        remedy: ["Run the doctor again later."]))
            }
        }
        if findings.isEmpty {
            findings.append(
                DoctorFinding(
                    .rights, .good,
                    found: "All \(granted) rights that can be asked for are there.",
                    expected: "The rights that the integration needs, each at level All."))
        }
        return findings
    }

    private func missing(_ probe: RightsProbe) -> DoctorFinding {
        let parts = probe.right.split(separator: ",")
        let action = parts.last.map { $0.drop { $0 == " " } } ?? ""
        let module = parts.dropLast().joined(separator: ",")
        return DoctorFinding(
            .rights, probe.isOptional ? .warning : .failed,
            found: "The API member's role lacks \(probe.right).",
            expected: "\(module) with \(action) at level All.",
            remedy: [
                "In ConnectWise open System > Security Roles and the role of the API member.",
                "At \(module) set \(action) to All, not to My: moved tickets would vanish.",
                "Save, wait five minutes, then run the doctor again (D).",
            ])
    }
}
