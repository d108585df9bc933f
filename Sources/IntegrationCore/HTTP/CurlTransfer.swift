internal import CCurl

/// One exchange: owns the easy handle, feeds it the body, collects the answer.
final class CurlTransfer: @unchecked Sendable {
    // @unchecked: made by one task, then used by the loop's thread alone until the task is resumed.
    /// The largest answer, and the largest set of headers, in bytes.
    static let bodyLimit = 8 << 20
    static let headerLimit = 256 << 10

    let handle: UnsafeMutableRawPointer
    private var list: UnsafeMutablePointer<curl_slist>?
    private let reason = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private let host: String
    private let upload: [UInt8]
    private var uploaded = 0
    private var headers: [String: String] = [:]
    private var headerBytes = 0
    private var body: [UInt8] = []
    private var isTooLarge = false
    /// How often libcurl began to send the request.
    private var attempts = 0

    init(
        _ request: HTTPRequest, to address: WebAddress, trust: CertificateTrust
    ) throws(TransportError) {
        guard let easy = curl_easy_init() else {
            throw .notSent(.other, detail: "The HTTP library has no memory left.")
        }
        handle = easy
        host = address.authority
        upload = request.body
        reason.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        setConnection(trust)
        setRequest(request, isLoopback: ["127.0.0.1", "[::1]", "localhost"].contains(address.host))
        setCallbacks()
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(list)
        reason.deallocate()
    }

    private func setConnection(_ trust: CertificateTrust) {
        cc_set_text(handle, CURLOPT_PROTOCOLS_STR, "https")
        cc_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        cc_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        cc_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
        cc_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
        cc_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        cc_set_long(handle, CURLOPT_NOSIGNAL, 1)
        // A cancelled transfer must not wait for a name server: the resolver ends by itself.
        cc_set_long(handle, CURLOPT_QUICK_EXIT, 1)
        cc_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, 5_000)
        switch trust {
        case .system: break
        case .file(let path): cc_set_text(handle, CURLOPT_CAINFO, path)
        case .pem(let text):
            var bytes = Array(text.utf8)
            cc_set_blob(handle, CURLOPT_CAINFO_BLOB, &bytes, bytes.count)
        }
        // Authorities named for a site replace the machine's, they do not add to them.
        if trust != .system { cc_set_text(handle, CURLOPT_CAPATH, nil) }
    }

    private func setRequest(
        _ request: HTTPRequest, isLoopback: Bool
    ) {
        cc_set_text(handle, CURLOPT_URL, request.url)
        if isLoopback { cc_set_text(handle, CURLOPT_PROXY, "") }
        let milliseconds = max(1, request.timeout.microseconds / 1_000)
        cc_set_long(handle, CURLOPT_TIMEOUT_MS, Int(milliseconds))
        if request.method == .post || !upload.isEmpty {
            cc_set_long(handle, CURLOPT_POST, 1)
            cc_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(upload.count))
        }
        // libcurl sends a request again when a kept connection dies without an answer; `begin`
        // stops that. A create is not left to it alone: it gets a new connection, and its body
        // comes from a callback that gives each byte once.
        if request.method == .post {
            cc_set_long(handle, CURLOPT_FRESH_CONNECT, 1)
        } else if !upload.isEmpty {
            cc_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, upload)
        }
        cc_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        for header in request.headers + [.init("User-Agent", "cwconsole"), .init("Expect", "")] {
            // A name with ":" and nothing behind it removes the header libcurl would add.
            let line = "\(header.name):" + (header.value.isEmpty ? "" : " \(header.value)")
            list = curl_slist_append(list, line) ?? list
        }
        cc_set_slist(handle, CURLOPT_HTTPHEADER, list)
    }

    private func setCallbacks() {
        // The loop keeps the transfer alive while the handle is in use.
        let context = Unmanaged.passUnretained(self).toOpaque()
        cc_set_pointer(handle, CURLOPT_ERRORBUFFER, reason)
        cc_set_pointer(handle, CURLOPT_PREREQDATA, context)
        cc_set_begin_cb(handle) { context, _, _, _, _ in
            CurlTransfer.of(context)?.begin() == true
                ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
        cc_set_pointer(handle, CURLOPT_READDATA, context)
        cc_set_data_cb(handle, CURLOPT_READFUNCTION) { buffer, size, count, context in
            CurlTransfer.of(context)?.read(into: buffer, size * count) ?? 0
        }
        cc_set_pointer(handle, CURLOPT_HEADERDATA, context)
        cc_set_data_cb(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            CurlTransfer.of(context)?.addHeader(bytes, size * count) ?? 0
        }
        cc_set_pointer(handle, CURLOPT_WRITEDATA, context)
        cc_set_data_cb(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            CurlTransfer.of(context)?.addBody(bytes, size * count) ?? 0
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
        context.map { Unmanaged.fromOpaque($0).takeUnretainedValue() }
    }

    /// Whether the request may be sent: once, for only once was it counted against the budget.
    private func begin() -> Bool {
        attempts += 1
        return attempts == 1
    }

    private func read(into buffer: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        let part = upload[uploaded..<min(upload.count, uploaded + room)]
        UnsafeMutableRawBufferPointer(start: buffer, count: room).copyBytes(from: part)
        uploaded = part.endIndex
        return part.count
    }

    private func addHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        headerBytes += count
        isTooLarge = isTooLarge || headerBytes > Self.headerLimit
        guard !isTooLarge else { return 0 }
        let raw = UnsafeRawBufferPointer(start: bytes, count: count)
        let line = String(decoding: raw, as: UTF8.self)
        if line.hasPrefix("HTTP/") { headers = [:] }
        if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...]
            headers[line[..<colon].lowercased()] = trimmed(value)
        }
        return count
    }

    private func addBody(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        isTooLarge = isTooLarge || body.count + count > Self.bodyLimit
        guard !isTooLarge else { return 0 }
        body += UnsafeRawBufferPointer(start: bytes, count: count)
        return count
    }

    private func trimmed(_ text: Substring) -> String {
        let blanks: Set<Character> = [" ", "\t", "\r", "\n", "\r\n"]
        guard let first = text.firstIndex(where: { !blanks.contains($0) }),
            let last = text.lastIndex(where: { !blanks.contains($0) })
        else { return "" }
        return String(text[first...last])
    }
}

extension CurlTransfer {
    /// What became of the exchange; a nil code means that it was cancelled.
    func result(_ code: CURLcode?) -> Result<HTTPResponse, TransportError> {
        guard code == CURLE_OK else { return .failure(failure(code)) }
        var status = 0
        cc_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        return .success(HTTPResponse(status: status, headers: headers, body: body))
    }

    private func failure(_ code: CURLcode?) -> TransportError {
        let text = String(cString: reason)
        let isSecond = attempts > 1
        let cause = code.map {
            isSecond
                ? "the connection ended without an answer"
                : text.isEmpty ? String(cString: curl_easy_strerror($0)) : text
        }
        // libcurl quotes the server's certificate here, so these are words from outside.
        let detail = "\(host): \((cause ?? "cancelled").oneLine(limit: 300))."
        var kind =
            code.map { isTooLarge ? .tooLarge : isSecond ? .reset : TransportFailure($0) }
            ?? .cancelled
        // An authority of the right name with another key: OpenSSL says that it cannot read the
        // signature, and libcurl takes that for a failed handshake.
        if kind == .tls && text.contains("asn1 encoding routines") { kind = .certificate }
        return nothingSent ? .notSent(kind, detail: detail) : .outcomeUnknown(kind, detail: detail)
    }

    /// Whether it is certain that no byte of the request left; in doubt it is not.
    private var nothingSent: Bool {
        var requestBytes = 0
        var bodyBytes: curl_off_t = 0
        cc_get_long(handle, CURLINFO_REQUEST_SIZE, &requestBytes)
        cc_get_size(handle, CURLINFO_SIZE_UPLOAD_T, &bodyBytes)
        var ready: curl_off_t = 0
        cc_get_size(handle, CURLINFO_PRETRANSFER_TIME_T, &ready)
        return requestBytes == 0 && bodyBytes == 0 && ready == 0 && uploaded == 0
    }
}

extension TransportFailure {
    /// Names what libcurl reports.
    init(_ code: CURLcode) {
        self =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameResolution
            case CURLE_COULDNT_CONNECT: .connect
            case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER: .tls
            case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
                .certificate
            case CURLE_OPERATION_TIMEDOUT: .timeout
            case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_SEND_FAIL_REWIND:
                .reset
            case CURLE_PARTIAL_FILE: .truncated
            case CURLE_FILESIZE_EXCEEDED: .tooLarge
            case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .refusedURL
            default: .other
            }
    }
}
