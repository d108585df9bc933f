import CMicroHTTPD
import Glibc

/// One request on the wire, from its first line to the end of its answer.
///
/// libmicrohttpd hands it back on each call; only one thread has it at a time.
final class Exchange {
    private let target: String
    private var admission: Admission?
    private var headers: [String: String] = [:]
    private var body: [UInt8] = []
    private var isTooLarge = false

    private init(target: String) { self.target = target }

    static func open(_ target: UnsafePointer<CChar>?) -> UnsafeMutableRawPointer? {
        let text = target.map { String(cString: $0) } ?? "/"
        return Unmanaged.passRetained(Exchange(target: text)).toOpaque()
    }

    static func close(_ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?) {
        guard let pointer = slot?.pointee else { return }
        Unmanaged<Exchange>.fromOpaque(pointer).release()
        slot?.pointee = nil
    }

    /// One call of libmicrohttpd: first the head, then parts of the body, then the end.
    static func step(
        _ server: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
        _ method: UnsafePointer<CChar>?, _ data: UnsafePointer<CChar>?,
        _ size: UnsafeMutablePointer<Int>?, _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> MHD_Result {
        guard let server, let connection, let method, let size, let pointer = slot?.pointee,
            let answering = Unmanaged<AnyObject>.fromOpaque(server).takeUnretainedValue()
                as? any Answering
        else { return .NO }
        let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
        return exchange.step(answering, connection, String(cString: method), data, size)
    }

    private func step(
        _ server: any Answering, _ connection: OpaquePointer, _ method: String,
        _ data: UnsafePointer<CChar>?, _ size: UnsafeMutablePointer<Int>
    ) -> MHD_Result {
        guard let admission = self.admission else {
            self.admission = server.begin(method: method, target: target)
            guard self.admission != nil else { return reset(connection) }
            readHeaders(of: connection)
            return .YES
        }
        if size.pointee > 0 {
            isTooLarge = isTooLarge || body.count + size.pointee > Listener.largestBody
            if !isTooLarge {
                body.append(
                    contentsOf: UnsafeRawBufferPointer(start: data, count: size.pointee))
            }
            size.pointee = 0
            return .YES
        }
        if isTooLarge { return send(Refusal.tooLarge.reply, on: connection) }
        let delivery = server.answer(
            admission, method: method, target: target, headers: headers, body: body)
        switch delivery {
        case .reply(let reply): return send(reply, on: connection)
        case .cutReply(let reply): return sendHalf(of: reply, on: connection)
        case .reset: return reset(connection)
        }
    }

    private func readHeaders(of connection: OpaquePointer) {
        MHD_get_connection_values(
            connection, .HEADER_KIND,
            { exchange, _, name, value in
                guard let exchange, let name else { return .YES }
                Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue()
                    .headers[String(cString: name).lowercased()] =
                    value.map { String(cString: $0) } ?? ""
                return .YES
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func reset(_ connection: OpaquePointer) -> MHD_Result {
        cm_reset(connection)
        return .NO
    }

    private func send(_ reply: Reply, on connection: OpaquePointer) -> MHD_Result {
        var body = reply.body
        let response = body.withUnsafeMutableBytes {
            MHD_create_response_from_buffer($0.count, $0.baseAddress, .RESPMEM_MUST_COPY)
        }
        return queue(response, reply, on: connection)
    }

    /// Announces the whole body and breaks off after half of it.
    private func sendHalf(of reply: Reply, on connection: OpaquePointer) -> MHD_Result {
        let half = Array(reply.body.prefix(reply.body.count / 2))
        let response = MHD_create_response_from_callback(
            UInt64(max(reply.body.count, 2)), 4_096,
            { source, position, buffer, capacity in
                guard let source, let buffer else { return -2 }
                let half = Unmanaged<HalfBody>.fromOpaque(source).takeUnretainedValue().bytes
                let rest = half.dropFirst(Int(clamping: position)).prefix(capacity)
                // MHD_CONTENT_READER_END_WITH_ERROR: close the connection.
                if rest.isEmpty { return -2 }
                for (offset, byte) in rest.enumerated() {
                    buffer[offset] = CChar(bitPattern: byte)
                }
                return rest.count
            }, Unmanaged.passRetained(HalfBody(half)).toOpaque(),
            { source in source.map { Unmanaged<HalfBody>.fromOpaque($0).release() } })
        return queue(response, reply, on: connection)
    }

    private func queue(
        _ response: OpaquePointer?, _ reply: Reply, on connection: OpaquePointer
    ) -> MHD_Result {
        guard let response else { return .NO }
        defer { MHD_destroy_response(response) }
        for (name, value) in reply.headers {
            // libmicrohttpd refuses an empty value; a blank is the same to every reader.
            MHD_add_response_header(response, name, value.isEmpty ? " " : value)
        }
        return MHD_queue_response(connection, UInt32(clamping: reply.status), response)
    }
}

/// The bytes of a cut-off answer, kept alive by the response.
private final class HalfBody {
    let bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }
}
