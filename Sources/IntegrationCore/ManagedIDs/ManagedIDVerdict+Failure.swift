extension ManagedIDVerdict {
    /// The explained error that the engine reports for the same state; nil when there is none.
    public var failureCode: FailureCode? {
        switch self {
        case .correct: nil
        case .missingBoth: .managedIDMissing
        case .missingSecond: .managedIDSecondMissing
        case .missingFirst: .managedIDFirstMissing
        case .switched: .managedIDSwitched
        case .agreementNotBlank: .managedIDAgreementSet
        case .idsDiffer: .managedIDDiffers
        case .wrongSolution: .managedIDWrongSolution
        case .duplicate: .managedIDDuplicate
        case .nearMiss: .managedIDNearMiss
        case .sameIDOnTwoCompanies: .managedIDElsewhere
        case .companyInactive: .companyInactive
        case .notMapped: .companyNotMapped
        case .unreadable: .unreadableAnswer
        }
    }

    /// The verdict that an error of `ManagedIDCheck` stands for.
    init(_ code: FailureCode) {
        self = Self.allCases.first { $0.failureCode == code } ?? .unreadable
    }

    /// The verdict in the operator's words, like `missing second`.
    public var words: String {
        switch self {
        case .correct: "correct"
        case .missingBoth: "missing both"
        case .missingSecond: "missing second"
        case .missingFirst: "missing first"
        case .switched: "switched"
        case .agreementNotBlank: "agreement not blank"
        case .idsDiffer: "ids differ"
        case .wrongSolution: "wrong solution"
        case .duplicate: "duplicate"
        case .sameIDOnTwoCompanies: "same id on two companies"
        case .nearMiss: "near miss"
        case .companyInactive: "company inactive"
        case .notMapped: "not mapped"
        case .unreadable: "unreadable"
        }
    }
}
