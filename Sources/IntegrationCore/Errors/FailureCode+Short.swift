extension FailureCode {
    /// What happened in at most 28 characters, for a column of a list.
    ///
    /// The full sentence stands in `explanation`.
    public var short: String {
        switch self {
        case .signInRefused: "Sign-in refused"
        case .clientIDMissing: "Client id missing"
        case .permissionMissing: "Security role lacks a right"
        case .legacyCredentialsOnly: "REST keys missing"
        case .credentialsIncomplete: "Credentials not complete"
        case .integrationOff: "ConnectWise switched off"
        case .serverUnreachable: "ConnectWise unreachable"
        case .certificateNotTrusted: "Certificate not trusted"
        case .hostNotConfirmed: "Host not confirmed"
        case .rateLimited: "Too many requests"
        case .serverError: "ConnectWise server error"
        case .outcomeUnknown: "No clear answer"
        case .redirected: "Server redirects elsewhere"
        case .notFound: "Record not found"
        case .companyNotMapped: "Customer not mapped"
        case .companyInactive: "Company inactive or deleted"
        case .boardNotFound: "Board not found"
        case .statusNotFound: "Board lacks the status"
        case .summaryTooLong: "Ticket summary too long"
        case .ticketDrifted: "Ticket changed by people"
        case .severalTickets: "Several records, one key"
        case .changeNotTaken: "Change not taken"
        case .managedIDMissing: "Managed ID: both missing"
        case .managedIDSecondMissing: "Managed ID: 2nd missing"
        case .managedIDFirstMissing: "Managed ID: 1st missing"
        case .managedIDSwitched: "Managed ID: wrong order"
        case .managedIDAgreementSet: "Managed ID: agreement set"
        case .managedIDDiffers: "Managed ID: entries differ"
        case .managedIDWrongSolution: "Managed ID: other solution"
        case .managedIDDuplicate: "Managed ID: used twice"
        case .managedIDNearMiss: "Managed ID: nearly matches"
        case .managedIDElsewhere: "Managed ID: two companies"
        case .solutionNotFound: "Solution not found"
        case .configurationTypeNotFound: "Configuration type missing"
        case .invalidRequest: "Values refused"
        case .requestNotUnderstood: "Request not understood"
        case .unreadableAnswer: "Answer cannot be read"
        case .repeatedCrash: "Program ended five times"
        case .unexpected: "Something unknown"
        }
    }
}

extension Explanation {
    /// The remedy with a customer's number where its commands say `ID`.
    public func remedy(customer: Int64?) -> [String] {
        guard let customer else { return remedy }
        return remedy.map { step in
            var step = step
            for command in [
                "cwconsole customers map", "cwconsole managed-ids add",
                "cwconsole managed-ids repair",
            ] {
                if let place = step.firstRange(of: "\(command) ID") {
                    step.replaceSubrange(place, with: "\(command) \(customer)")
                }
            }
            return step
        }
    }
}
