import IntegrationCore

/// What ConnectWise does beyond storing what it is sent, per resource.
enum Rules {
    /// Checks a draft, fills defaults and computed fields.
    static func prepare(_ draft: inout Draft, in state: State) throws(Refusal) {
        switch draft.visit.resource {
        case .tickets: try TicketRules.prepare(&draft, in: state)
        case .notes: try NoteRules.prepare(&draft, in: state)
        case .additions: AdditionRules.prepare(&draft, in: state)
        case .agreements: AgreementRules.prepare(&draft)
        case .companies: try CompanyRules.prepare(&draft, in: state)
        case .managedIDs: try ManagedIDRules.prepare(&draft, in: state)
        case .itSolutions: try ManagementSetupRules.prepareSolution(&draft, in: state)
        case .configurations: try ConfigurationRules.prepare(&draft, in: state)
        case .callbacks: try CallbackRules.prepare(&draft, in: state)
        default: break
        }
    }

    /// Does what follows from a stored record: first notes, audit lines.
    static func follow(_ draft: Draft, _ record: Record, in state: inout State) {
        if draft.visit.resource == .tickets { TicketRules.follow(draft, record, in: &state) }
    }
}
