import IntegrationCore
import TUIWidgets

extension Reader {
    /// Rows that one search brings at most: more than anybody scrolls through.
    private static let rowLimit = 100

    /// What a picker offers: rows of the store, or of the partner's ConnectWise.
    func choices(_ question: ChoiceQuestion) async throws -> [Choice] {
        do {
            return try await rows(question)
        } catch {
            // One sentence for the picker, whatever layer the trouble comes from.
            throw LedgerError(.refused, FailureText.sentence(error).oneLine(limit: 300))
        }
    }

    private func rows(_ question: ChoiceQuestion) async throws -> [Choice] {
        switch question {
        case .companies(let text):
            return try await client(partner).companies(matching: text, limit: Self.rowLimit)
                .map(Self.choice).sorted(by: Self.inOrder)
        case .boards:
            return try await client(partner).boards().map { board in
                let note =
                    board.isInactive ? "inactive" : board.isForProjects ? "projects only" : ""
                return Choice(
                    id: board.id, name: board.name.oneLine(limit: 100), note: note,
                    role: note.isEmpty ? .plain : .warning)
            }.sorted(by: Self.inOrder)
        case .statuses(let board):
            return try await client(partner).statuses(board: board).map { status in
                let isNew = status.escalationStatus == "NotResponded"
                return Choice(
                    id: status.id, name: status.name.oneLine(limit: 100),
                    note: status.isInactive
                        ? "inactive" : status.isClosed ? "closes" : isNew ? "not responded" : "",
                    role: status.isInactive ? .warning : .plain)
            }
        case .priorities:
            return try await client(partner).priorities().map {
                Choice(id: $0.id, name: $0.name.oneLine(limit: 100))
            }
        case .configurationTypes:
            return try await client(partner).configurationTypes().map {
                Choice(
                    id: $0.id, name: $0.name.oneLine(limit: 100),
                    note: $0.isInactive ? "inactive" : "", role: $0.isInactive ? .warning : .plain)
            }.sorted(by: Self.inOrder)
        case .solutions:
            return try await client(partner).managementSolutions().map {
                Choice(id: $0.id, name: $0.name.oneLine(limit: 100))
            }.sorted(by: Self.inOrder)
        case .agreementTypes:
            return try await client(partner).agreementTypes().map {
                Choice(
                    id: $0.id, name: $0.name.oneLine(limit: 100),
                    note: $0.isInactive ? "inactive" : "", role: $0.isInactive ? .warning : .plain)
            }.sorted(by: Self.inOrder)
        case .products(let text):
            let items = try await client(partner).catalogItems(
                matching: text, limit: Self.rowLimit)
            return items.map {
                Choice(
                    id: $0.id, name: $0.identifier.oneLine(limit: 60),
                    note: $0.description.oneLine(limit: 60))
            }.sorted(by: Self.inOrder)
        case .parents(let account, let number):
            return try await context.ledger.accounts(
                partner, customer: number, after: nil, limit: 1_000
            ).filter { $0.settings.parent.isEmpty && $0.id != account }
                .map { Choice(id: $0.id.rawValue, name: $0.externalID, note: $0.title) }
        }
    }

    /// A company with what speaks against choosing it.
    private static func choice(_ company: ConnectWise.Company) -> Choice {
        let status = (company.status?.name ?? "").oneLine(limit: 30)
        let isProspect = company.types.contains { $0.lowercased().contains("prospect") }
        let isActive = !isProspect && (status.isEmpty || status.lowercased() == "active")
        let doubts =
            ([status.lowercased()].filter { $0 != "active" } + [isProspect ? "prospect" : ""])
            .filter { !$0.isEmpty }.joined(separator: ", ")
        let identifier = company.identifier.oneLine(limit: 30)
        return Choice(
            id: company.id, name: company.name.oneLine(limit: 100),
            note: isActive ? identifier : "\(identifier) \(doubts)",
            role: isActive ? .plain : .warning)
    }

    /// What can be chosen without a warning first, then by name.
    private static func inOrder(_ one: Choice, _ other: Choice) -> Bool {
        let (first, second) = (one.role == .plain ? 0 : 1, other.role == .plain ? 0 : 1)
        return (first, one.name.lowercased(), one.id) < (second, other.name.lowercased(), other.id)
    }
}
