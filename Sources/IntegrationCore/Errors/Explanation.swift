/// What an operator needs to know of a failure: what happened, why, and how to mend it.
///
/// The one source for console, commands and documentation (product.md 10).
public struct Explanation: Hashable, Sendable {
    /// The stable code.
    public let code: FailureCode
    /// What happened, in one sentence that fits a list.
    public let sentence: String
    /// Why it happens, in one or two sentences.
    public let cause: String
    /// What to do, in order: keys of the console and commands.
    public let remedy: [String]
    /// Whether the program tries again by itself, so that waiting is a remedy too.
    public let mendsItself: Bool

    init(
        _ code: FailureCode, _ sentence: String, cause: String, remedy: [String],
        mendsItself: Bool = false
    ) {
        self.code = code
        self.sentence = sentence
        self.cause = cause
        self.remedy = remedy
        self.mendsItself = mendsItself
    }
}

extension FailureCode {
    /// The sentence, the cause and the remedy of this code.
    public var explanation: Explanation {
        switch self {
        case .signInRefused, .clientIDMissing, .permissionMissing, .legacyCredentialsOnly,
            .credentialsIncomplete, .integrationOff:
            signInExplanation
        case .serverUnreachable, .certificateNotTrusted, .hostNotConfirmed, .rateLimited,
            .serverError, .outcomeUnknown, .redirected, .notFound:
            reachExplanation
        case .companyNotMapped, .companyInactive, .boardNotFound, .statusNotFound,
            .summaryTooLong, .ticketDrifted, .severalTickets, .changeNotTaken:
            ticketExplanation
        case .managedIDMissing, .managedIDSecondMissing, .managedIDFirstMissing,
            .managedIDSwitched, .managedIDAgreementSet, .managedIDDiffers,
            .managedIDWrongSolution, .managedIDDuplicate, .managedIDNearMiss, .managedIDElsewhere,
            .solutionNotFound, .configurationTypeNotFound:
            managedIDExplanation
        case .invalidRequest, .requestNotUnderstood, .unreadableAnswer, .repeatedCrash, .unexpected:
            unexpectedExplanation
        }
    }
}

extension Failure {
    /// What to tell an operator about this failure.
    public var explanation: Explanation { code.explanation }

    /// The sentence of the code, and the facts of this case when there are any.
    public var message: String {
        let sentence = code.explanation.sentence
        return detail.isEmpty ? sentence : "\(sentence) \(detail)"
    }

    /// The message, and the first step out of it.
    public var advice: String {
        ([message] + explanation.remedy.prefix(1)).joined(separator: " ")
    }
}
