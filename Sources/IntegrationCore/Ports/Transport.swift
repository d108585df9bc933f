/// One HTTP request, complete; its headers hold secrets, so it is never printed.
public struct HTTPRequest: Sendable, Hashable {
    /// The verbs this product uses.
    public enum Method: String, Sendable, Hashable, Codable {
        /// HTTP verbs.
        case get = "GET"
        case post = "POST"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// One header line.
    public struct Header: Sendable, Hashable {
        /// The name as it is sent, and the value.
        public var name, value: String

        /// Makes a header line.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// What to do.
    public var method: Method
    /// The absolute https address, already percent-encoded.
    public var url: String
    /// The header lines, in order.
    public var headers: [Header]
    /// The body; empty means none.
    public var body: [UInt8]
    /// The limit for the whole exchange.
    public var timeout: Duration

    /// Makes a request.
    public init(
        method: Method, url: String, headers: [Header] = [], body: [UInt8] = [],
        timeout: Duration = .seconds(20)
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }
}

/// One complete HTTP answer.
public struct HTTPResponse: Sendable {
    /// The status code, 100 to 599.
    public var status: Int
    /// Header names in lower case, and their last values.
    public var headers: [String: String]
    /// The body, at most the transport's cap.
    public var body: [UInt8]

    /// Makes an answer.
    public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Why there is no answer, split by what the server can have seen.
///
/// The split decides whether a create may be repeated: intent before bytes, probe before repeat.
public enum TransportError: Error, Sendable, Hashable {
    /// No byte of the request left: name resolution, connect, TLS handshake, local refusal.
    case notSent(TransportFailure, detail: String)
    /// The request may have been carried out: time-out, reset, truncated answer, cancelled.
    case outcomeUnknown(TransportFailure, detail: String)
}

/// What failed below HTTP, by name.
public enum TransportFailure: String, Sendable, Hashable, Codable, CaseIterable {
    /// Kinds of failure, as the explained-error catalogue tells them apart.
    case nameResolution, connect, tls, certificate, timeout, reset, truncated, tooLarge
    case redirect, cancelled, refusedURL, other
}

/// What the engine needs from HTTP: one exchange, exactly once, no redirects, no retries.
public protocol Transport: Sendable {
    /// Sends the request and returns the whole answer; cancelling the task ends it at once.
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}
