import CMicroHTTPD
import Cryptography

/// What is sent for one request.
enum Delivery: Sendable {
    case reply(Reply)
    /// The headers promise the whole body, the connection ends after half of it.
    case cutReply(Reply)
    /// The connection is reset.
    case reset
}

/// Who answers the requests of a `Listener`; called on libmicrohttpd's own threads.
protocol Answering: AnyObject, Sendable {
    /// A request line has arrived; returns the ticket that `answer` gets back, nil to reset.
    func begin(method: String, target: String) -> Admission?
    /// The request is complete; may wait as long as it likes.
    func answer(
        _ admission: Admission, method: String, target: String, headers: [String: String],
        body: [UInt8]
    ) -> Delivery
}

/// The https listener: libmicrohttpd with a thread per connection, on loopback.
///
/// @unchecked because the daemon pointer never changes and is used once more, by the one `stop`.
final class Listener: @unchecked Sendable {
    /// The port it listens on.
    let port: UInt16
    private let daemon: OpaquePointer
    private let handler: Unmanaged<AnyObject>

    /// More than any body the product sends.
    static let largestBody = 4 << 20

    init(port: UInt16, identity: ServerIdentity, answering: any Answering) throws(SandboxError) {
        handler = Unmanaged<AnyObject>.passRetained(answering)
        let daemon = cm_start(
            port, identity.privateKeyPEM, identity.certificatePEM,
            { server, connection, _, method, _, data, size, slot in
                Exchange.step(server, connection, method, data, size, slot)
            },
            { _, target, _ in Exchange.open(target) },
            { _, _, slot, _ in Exchange.close(slot) }, handler.toOpaque())
        guard let daemon else {
            handler.release()
            throw SandboxError(
                "The sandbox cannot listen on 127.0.0.1:\(port). "
                    + "Choose another port, or 0 for any free one.")
        }
        self.daemon = daemon
        self.port = cm_port(daemon)
    }

    /// Ends all connections and returns when their threads have ended.
    func stop() {
        MHD_stop_daemon(daemon)
        handler.release()
    }
}
