extension ResponseVerdict {
    /// Judges an answer; nil when it is a success (contract 6).
    static func error(
        of response: HTTPResponse, to method: HTTPRequest.Method
    ) -> ConnectWiseError? {
        guard !(200..<300).contains(response.status) else { return nil }
        let body = ErrorBody(response.body)
        let words = "ConnectWise answered \(response.status): \(body.excerpt)"
        func error(_ verdict: ResponseVerdict, _ code: FailureCode) -> ConnectWiseError {
            ConnectWiseError(verdict, Failure(code, words, fields: body.fields))
        }
        switch response.status {
        case 401:
            return error(.badCredentials, .signInRefused)
        case 403:
            let isClientID = body.excerpt.lowercased().contains("clientid")
            return error(.forbidden, isClientID ? .clientIDMissing : .permissionMissing)
        case 404:
            // A path that is wrong answers 404 too, and so does a gateway: a create stays unclear.
            return error(method == .post ? .unknown : .notFound, .notFound)
        case 429:
            return error(
                .rateLimited(retryAfter: RetryAfter.duration(response.headers)), .rateLimited)
        case 408:
            return error(method == .post ? .unknown : .transient, .serverError)
        case 400..<500:
            return error(.notApplied, body.code(for: response.status))
        case 500 where body.message.hasPrefix("Error converting value"):
            // Permanent: a JSON type in our body is not the one this server reads.
            return error(.notApplied, .requestNotUnderstood)
        default:
            var failed =
                method == .post
                ? error(.unknown, .outcomeUnknown) : error(.transient, .serverError)
            if response.status == 503 { failed.pause = RetryAfter.duration(response.headers) }
            return failed
        }
    }
}

extension ConnectWiseError {
    /// Judges an exchange that ended without an answer.
    init(_ error: TransportError, method: HTTPRequest.Method) {
        switch error {
        case .notSent(let kind, let detail):
            // Repeating helps against neither: somebody has to change an address or a certificate.
            let isLasting = kind == .refusedURL
            self.init(isLasting ? .notApplied : .transient, Failure(Self.code(kind), detail))
        case .outcomeUnknown(let kind, let detail):
            let code: FailureCode = method == .post ? .outcomeUnknown : Self.code(kind)
            self.init(method == .post ? .unknown : .transient, Failure(code, detail))
        }
    }

    private static func code(_ kind: TransportFailure) -> FailureCode {
        switch kind {
        case .certificate: .certificateNotTrusted
        case .redirect: .redirected
        case .refusedURL: .hostNotConfirmed
        case .tooLarge: .unreadableAnswer
        case .nameResolution, .connect, .tls, .timeout, .reset, .truncated, .cancelled, .other:
            .serverUnreachable
        }
    }
}

/// The header `Retry-After` (RFC 9110): seconds or a date.
enum RetryAfter {
    /// The longest wait that is believed: an hour.
    static let limit = Duration.hours(1)

    /// The wait; nil without a usable header.
    ///
    /// A date is counted from the answer's own `Date`, so that a wrong clock here does no harm.
    static func duration(_ headers: [String: String]) -> Duration? {
        guard let text = headers["retry-after"] else { return nil }
        if let seconds = Int64(text) {
            return seconds < 0 ? nil : min(.seconds(min(seconds, 3_600)), limit)
        }
        guard let until = date(text), let now = headers["date"].flatMap(date) else { return nil }
        return min(max(until - now, .zero), limit)
    }

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func date(_ text: String) -> Timestamp? {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 6, parts[5] == "GMT", parts[1].count == 2, parts[3].count == 4,
            let month = months.firstIndex(of: parts[2])
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp(rfc3339: "\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
    }
}
