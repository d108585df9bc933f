/// The stable code of an explained error (product.md 10); the raw value never changes.
public enum FailureCode: String, Sendable, Codable, CaseIterable {
    /// Credentials and reach.
    case signInRefused = "sign-in-refused"
    case clientIDMissing = "client-id-missing"
    case permissionMissing = "permission-missing"
    case legacyCredentialsOnly = "legacy-credentials-only"
    case credentialsIncomplete = "credentials-incomplete"
    case integrationOff = "integration-off"
    case serverUnreachable = "server-unreachable"
    case certificateNotTrusted = "certificate-not-trusted"
    case hostNotConfirmed = "host-not-confirmed"
    case rateLimited = "rate-limited"
    case serverError = "server-error"
    case outcomeUnknown = "outcome-unknown"
    case redirected = "redirected"
    case notFound = "not-found"
    /// Tickets.
    case companyNotMapped = "company-not-mapped"
    case companyInactive = "company-inactive"
    case boardNotFound = "board-not-found"
    case statusNotFound = "status-not-found"
    case summaryTooLong = "summary-too-long"
    case ticketDrifted = "ticket-drifted"
    case severalTickets = "several-tickets"
    case changeNotTaken = "change-not-taken"
    /// Managed IDs and statistics (product.md 8).
    case managedIDMissing = "managed-id-missing"
    case managedIDSecondMissing = "managed-id-second-missing"
    case managedIDFirstMissing = "managed-id-first-missing"
    case managedIDSwitched = "managed-id-switched"
    case managedIDAgreementSet = "managed-id-agreement-set"
    case managedIDDiffers = "managed-id-differs"
    case managedIDWrongSolution = "managed-id-wrong-solution"
    case managedIDDuplicate = "managed-id-duplicate"
    case managedIDNearMiss = "managed-id-near-miss"
    case managedIDElsewhere = "managed-id-elsewhere"
    case solutionNotFound = "solution-not-found"
    case configurationTypeNotFound = "configuration-type-not-found"
    /// Answers that nobody expected.
    case invalidRequest = "invalid-request"
    case requestNotUnderstood = "request-not-understood"
    case unreadableAnswer = "unreadable-answer"
    case repeatedCrash = "repeated-crash"
    case unexpected = "unexpected"
}

/// One failure: a code of the catalogue and the facts of this case.
public struct Failure: Error, Hashable, Sendable, Codable {
    /// The explained error.
    public var code: FailureCode
    /// The facts: names, ids, ConnectWise's own words; one line, no secret.
    public var detail: String
    /// ConnectWise's error list: field names and messages, as it sent them.
    public var fields: [FieldError]

    /// One entry of ConnectWise's own error list (contract 6, shape A).
    public struct FieldError: Hashable, Sendable, Codable {
        /// ConnectWise's code, sentence and field name.
        public var code: String, message: String, field: String

        /// Makes an entry.
        public init(code: String, message: String, field: String) {
            self.code = code
            self.message = message
            self.field = field
        }
    }

    /// Makes a failure.
    public init(_ code: FailureCode, _ detail: String = "", fields: [FieldError] = []) {
        self.code = code
        self.detail = detail
        self.fields = fields
    }
}
