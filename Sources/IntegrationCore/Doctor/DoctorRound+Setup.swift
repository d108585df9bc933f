/// Boards, management solution and managed devices integration.
extension DoctorRound {
    func boardStatuses() async throws -> [DoctorFinding] {
        let client = try signedIn()
        let wanted = facts.rules.compactMap { rule -> NamedReference? in
            if case .ticket(let ticket) = rule.action { ticket.board } else { nil }
        }
        var findings: [DoctorFinding] = [], seen: Set<Int64> = []
        for board in wanted where seen.insert(board.id).inserted && !Task.isCancelled {
            note("\(DoctorCheck.boards.title): \(board.name.oneLine(limit: 60))")
            findings.append(try await look(at: board, client))
        }
        guard findings.isEmpty else { return findings }
        throw Unchecked(
            reason: "No rule names a board yet.",
            remedy: ["Press n in Rules (8) and choose the board of the tickets."])
    }

    private func look(
        at board: NamedReference, _ client: ConnectWiseClient
    ) async throws -> DoctorFinding {
        let name = board.name.oneLine(limit: 60)
        let expected = "The board is seen, active, and has an open NotResponded status."
        let found = boards?.first { $0.id == board.id }
        guard let found, !found.isInactive else {
            return DoctorFinding(
                .boards, .failed,
                found: found == nil
                    ? "The API member does not see the board \(name) (\(board.id))."
                    : "The board \(name) is inactive.",
                expected: expected,
                remedy: [
                    "In ConnectWise open System > Members > API Members and your member.",
                    "Take the board out of the excluded boards, and allow its location.",
                    "Or choose another board for the rule in Rules (8).",
                ])
        }
        let statuses = try await client.statuses(board: board.id)
        let fits = statuses.first {
            $0.escalationStatus == "NotResponded" && !$0.isInactive && !$0.isClosed
        }
        guard let fits else {
            return DoctorFinding(
                .boards, .warning,
                found: "The board \(name) has no open status that counts as NotResponded.",
                expected: expected,
                remedy: [
                    "In ConnectWise open System > Setup Tables > Service Board > \(name)"
                        + " > Statuses.",
                    "Give the status of new tickets the escalation Not Responded, and save.",
                    "Or name the new status in the rule itself in Rules (8).",
                ])
        }
        return DoctorFinding(
            .boards, .good, found: "\(name): new tickets get \(fits.name.oneLine(limit: 60)).",
            expected: expected)
    }

    func solution() async throws -> [DoctorFinding] {
        let client = try signedIn()
        let name = try solutionName()
        let all = try await client.managementSolutions()
        let expected = "A management solution \(name) of type Custom."
        guard let found = all.first(where: { $0.solutionName == name || $0.name == name }) else {
            let near = all.first {
                $0.solutionName.lowercased() == name.lowercased()
                    || $0.name.lowercased() == name.lowercased()
            }
            return [
                DoctorFinding(
                    .solution, .failed,
                    found: near.map { "It is written \($0.name.oneLine(limit: 40)) there." }
                        ?? "ConnectWise has no management solution \(name).",
                    expected: expected,
                    remedy: [
                        "Press f to have it made, or open System > Setup Tables >"
                            + " Management IT in ConnectWise.",
                        "Add a solution of type Custom with this very name.",
                    ],
                    repairs: near == nil ? [Self.makeSolution(name)] : [])
            ]
        }
        let isCustom = found.type == "Custom"
        return [
            DoctorFinding(
                .solution, isCustom ? .good : .failed,
                found: "The management solution \(name) is of type"
                    + " \(found.type.isEmpty ? "unknown" : found.type.oneLine(limit: 40)).",
                expected: expected,
                remedy: isCustom
                    ? []
                    : [
                        "Add another solution of type Custom in System > Setup Tables >"
                            + " Management IT: the type of this one may be in use.",
                        "Name it in Setup (9), field Management solution, and save.",
                    ])
        ]
    }

    private static func makeSolution(_ name: String) -> RepairPlan {
        RepairPlan(
            title: "Management solution \(name)",
            steps: [
                RepairStep(
                    .post, "/company/managementItSolutions",
                    body: [
                        "name": .string(name), "managementItSolutionType": "Custom",
                        "managementSolutionName": .string(name),
                    ],
                    purpose: "make the solution")
            ])
    }

    func integration() async throws -> [DoctorFinding] {
        let client = try signedIn()
        let name = try solutionName()
        let expected = "Login By Global, Billing Level Detail, both check boxes ticked."
        guard let found = try await client.managedDevicesIntegrations().of(solution: name) else {
            return [
                DoctorFinding(
                    .integration, .failed,
                    found: "ConnectWise has no managed devices integration of \(name).",
                    expected: expected,
                    remedy: [
                        "Press f to have it made, or open System > Setup Tables > Managed"
                            + " Devices Integration in ConnectWise and add \(name)."
                    ],
                    repairs: [Self.makeIntegration(name)])
            ]
        }
        let wrong = Self.flags.filter { $0.now(found) != $0.value }
        guard !wrong.isEmpty else {
            return [
                DoctorFinding(
                    .integration, .good, found: "The integration \(name) is set as it must be.",
                    expected: expected)
            ]
        }
        let steps = wrong.map { flag in
            RepairStep(
                .patch, "/company/managedDevicesIntegrations/\(found.id)",
                body: [["op": "replace", "path": .string(flag.field), "value": flag.value]],
                before: .object([flag.field: flag.now(found)]), purpose: "set \(flag.title)")
        }
        return [
            DoctorFinding(
                .integration, .failed,
                found: "Not as it must be: " + wrong.map(\.title).joined(separator: ", ") + ".",
                expected: expected,
                remedy: [
                    "Press f to have it set, or open System > Setup Tables > Managed Devices"
                        + " Integration > \(name) in ConnectWise."
                ] + wrong.map { "Set \($0.title)." },
                repairs: [
                    RepairPlan(title: "Managed devices integration \(name)", steps: steps)
                ])
        ]
    }

    /// A field of the integration, what it must be, its name on the screen, and what it is now.
    private struct Flag: Sendable {
        let field: String, value: JSONValue, title: String
        let now: @Sendable (ConnectWise.ManagedDevicesIntegration) -> JSONValue
    }

    private static let flags = [
        Flag(field: "loginBy", value: "Global", title: "Login By: Global") { .string($0.loginBy) },
        Flag(field: "defaultBillingLevel", value: "Detail", title: "Billing Level: Detail") {
            .string($0.defaultBillingLevel)
        },
        Flag(
            field: "matchOnSerialNumberFlag", value: true, title: "Match on Serial Number: on"
        ) { .bool($0.matchesOnSerialNumber) },
        Flag(
            field: "disableNewCrossReferencesFlag", value: true,
            title: "Disable Newly Discovered Cross-References: on"
        ) { .bool($0.disablesNewCrossReferences) },
    ]

    private static func makeIntegration(_ name: String) -> RepairPlan {
        var body: [String: JSONValue] = ["name": .string(name), "solution": .string(name)]
        for flag in flags { body[flag.field] = flag.value }
        return RepairPlan(
            title: "Managed devices integration \(name)",
            steps: [
                RepairStep(
                    .post, "/company/managedDevicesIntegrations", body: .object(body),
                    purpose: "make the integration")
            ])
    }

    private func solutionName() throws(Unchecked) -> String {
        let name = facts.site.solution
        guard !name.isEmpty else {
            throw Unchecked(
                reason: "No management solution is named in Setup.",
                remedy: ["Name it in Setup (9), field Management solution, and save."])
        }
        return name
    }
}
