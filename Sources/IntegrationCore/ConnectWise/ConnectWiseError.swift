/// What to do after a request that did not simply succeed.
public enum ResponseVerdict: Sendable, Hashable {
    /// Refused, for good: nothing was changed, and the same request will be refused again.
    case notApplied
    /// Nobody is signed in: keys, company or host are wrong; every request will fail.
    case badCredentials
    /// The member's role lacks a right, or the client id is missing.
    case forbidden
    /// The record is not there, or hidden from the member, while the connection is proved good.
    case notFound
    /// Too many requests; nothing was changed. Nil when ConnectWise named no time.
    case rateLimited(retryAfter: Duration?)
    /// Nothing was changed, or the request may be repeated without harm: try again later.
    case transient
    /// A create that may have been carried out: look for the record before repeating it.
    case unknown
}

/// A request to ConnectWise that failed: what to do, and why.
public struct ConnectWiseError: Error, Sendable, Hashable {
    /// What to do.
    public var verdict: ResponseVerdict
    /// The explained error with ConnectWise's own words.
    public var failure: Failure
    /// How long a 503 asks to be left alone; nil when it named no time.
    public var pause: Duration?

    /// Makes an error.
    public init(_ verdict: ResponseVerdict, _ failure: Failure, pause: Duration? = nil) {
        self.verdict = verdict
        self.failure = failure
        self.pause = pause
    }
}

extension Failure {
    /// The failure that an error of any kind stands for.
    public init(any error: any Error) {
        self =
            (error as? ConnectWiseError)?.failure ?? error as? Failure
            ?? Failure(.unexpected, "\(error)".oneLine(limit: 300))
    }
}
