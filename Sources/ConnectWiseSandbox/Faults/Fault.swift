/// One thing that goes wrong with one request.
public enum Fault: Sendable, Hashable {
    /// Waits before doing anything; the time is drawn evenly from the range.
    case latency(ClosedRange<Duration>)
    /// 429 in ConnectWise's own shape, with `Retry-After` in seconds when given (contract 6).
    case rateLimited(retryAfter: Int?)
    /// 429 with any text as `Retry-After` such as an HTTP date or nonsense.
    case rateLimitedUntil(String)
    /// Refused with 400, 401, 403 or 404 in ConnectWise's words, nothing done.
    case refused(status: Int)
    /// 500 "A timeout has occured", nothing done.
    case transientError
    /// 500 "Timeout expired ... max pool size was reached", nothing done.
    case poolExhausted
    /// 500 "Error converting value", nothing done; repeating does not help.
    case permanentError
    /// 502 with an HTML page, nothing done.
    case badGateway
    /// 502 with an HTML page after the request was carried out.
    case badGatewayAfterCommit
    /// 503, with `Retry-After` in seconds when given, nothing done.
    case serviceUnavailable(retryAfter: Int?)
    /// 302 to another address, nothing done.
    case redirect(to: String)
    /// The connection is reset before the body is read.
    case resetBeforeRead
    /// The request is read whole and the connection reset, nothing done.
    case dropBeforeCommit
    /// The request is carried out and the connection reset without an answer.
    case dropAfterCommit
    /// The request is carried out and the answer sent that much later.
    case slowAfterCommit(Duration)
    /// The request is carried out; the connection ends half-way through the answer's body.
    case truncatedBody
    /// The request is carried out; the answer is cut-off JSON with a matching length.
    case malformedJSON
    /// The request is carried out; every number of the answer comes as a text.
    case numbersAsText
    /// The request is carried out; the answer is 200 with no body.
    case emptyBody

    /// The case without its values, for the journal.
    public var name: String {
        String(describing: self).split(separator: "(").first.map(String.init) ?? ""
    }

    /// Whether it leaves the request to be carried out and answered as usual.
    var isDelayOnly: Bool { if case .latency = self { true } else { false } }
}
