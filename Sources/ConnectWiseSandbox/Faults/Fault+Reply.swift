import IntegrationCore

extension Fault {
    /// The answer of a fault that keeps the request from being carried out; nil for all others.
    var refusal: Reply? {
        switch self {
        case .rateLimited(let seconds): Self.rateLimit(seconds.map { "\($0)" })
        case .rateLimitedUntil(let text): Self.rateLimit(text)
        case .refused(let status): Self.refusal(status).reply
        case .transientError:
            Self.serverError("A timeout has occured. Please try again.")
        case .poolExhausted:
            Self.serverError(
                "Timeout expired. The timeout period elapsed prior to obtaining a connection from "
                    + "the pool. This may have occurred because all pooled connections were in use "
                    + "and max pool size was reached.")
        case .permanentError:
            Self.serverError(
                "Error converting value \"{}\" to type 'System.Int32'. Path '', line 1, position 1."
            )
        case .badGateway: .html(502, "502 Bad Gateway")
        case .serviceUnavailable(let seconds):
            Reply.html(503, "503 Service Unavailable").with("Retry-After", seconds.map { "\($0)" })
        case .redirect(let address): Reply(status: 302, headers: ["Location": address])
        default: nil
        }
    }

    private static func refusal(_ status: Int) -> Refusal {
        switch status {
        case 401: .unauthorized
        case 403: .noPermission
        case 404: .noRoute
        default:
            Refusal(status: status, code: "InvalidObject", message: "The request is not valid.")
        }
    }

    /// Shape B of contract 6.
    private static func rateLimit(_ retryAfter: String?) -> Reply {
        let wait = retryAfter.map { "in \($0) seconds" } ?? "later"
        return Reply.json(
            429,
            [
                "error": "ConnectWiseAPI",
                "message": .string("Too many requests. Please try again \(wait)."),
            ]
        ).with("Retry-After", retryAfter)
    }

    private static func serverError(_ message: String) -> Reply {
        Refusal(status: 500, code: "ConnectWiseApi", message: message).reply
    }
}

extension JSONValue {
    /// The same document with each number in quotes.
    var withNumbersAsText: JSONValue {
        switch self {
        case .integer, .number: .string(text)
        case .array(let elements): .array(elements.map(\.withNumbersAsText))
        case .object(let members): .object(members.mapValues(\.withNumbersAsText))
        default: self
        }
    }
}

extension Reply {
    /// The answer with these headers instead of its own.
    func with(_ headers: [String: String]) -> Reply {
        var reply = self
        reply.headers = headers
        return reply
    }

    /// The answer with one more header, when there is a value for it.
    func with(_ header: String, _ value: String?) -> Reply {
        var reply = self
        if let value { reply.headers[header] = value }
        return reply
    }
}
