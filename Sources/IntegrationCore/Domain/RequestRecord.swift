/// One request made to ConnectWise, as the console shows it; secrets are masked before it exists.
public struct RequestRecord: Hashable, Sendable, Codable {
    /// The verb, and the path with its query, without the host.
    public var method: HTTPRequest.Method, path: String
    /// When it was sent, and how long the answer took.
    public var sentAt: Timestamp, milliseconds: Int
    /// The status; nil when no answer came.
    public var status: Int?
    /// ConnectWise's request id (`x-cw-request-id`), to quote to its support.
    public var requestID: String?
    /// ConnectWise's error body or the transport's words, sanitised, at most 2,000 characters.
    public var error: String?

    /// Makes a record.
    public init(
        method: HTTPRequest.Method, path: String, sentAt: Timestamp, milliseconds: Int,
        status: Int?, requestID: String? = nil, error: String? = nil
    ) {
        self.method = method
        self.path = path
        self.sentAt = sentAt
        self.milliseconds = milliseconds
        self.status = status
        self.requestID = requestID
        self.error = error
    }
}
