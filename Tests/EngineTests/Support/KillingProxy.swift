import Glibc
import Locking

/// Sits between a program and the sandbox, and kills the program in the middle of a request.
///
/// It cannot read what passes, but it sees the records of TLS: on a connection the first record
/// with data ends the handshake, the second asks for the code base, the third is the create.
final class KillingProxy: Sendable {
    /// How far the create may get.
    enum Point: String, Sendable, CaseIterable {
        /// Before its first byte, with half of it, or all of it written.
        case connected, halfWritten, allWritten
        /// With the answer's first byte waiting, or half of the answer read.
        case answerWaiting, answerHalfRead
    }

    let port: UInt16
    private let listener: Int32
    private let target: UInt16
    private let armed = Locked<Point?>(nil)
    private let victim = Locked<pid_t>(0)

    /// Listens on a free port of the loopback address.
    init(target: UInt16) throws {
        self.target = target
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard bound else { throw POSIXTrouble(code: errno) }
        port = UInt16(bigEndian: address.sin_port)
        detach { [self] in
            while true {
                let client = accept(listener, nil, nil)
                if client < 0 { return }
                serve(client)
            }
        }
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Kills `process` when its create has got so far.
    func arm(_ point: Point) { armed.withLock { $0 = point } }

    /// The process that will be killed.
    func watch(_ process: pid_t) { victim.withLock { $0 = process } }

    struct POSIXTrouble: Error {
        let code: Int32
    }

    private func serve(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(target)
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            close(client)
            return
        }
        let records = Locked(0)
        detach { [self] in
            while let record = Self.readRecord(client) {
                let number = records.withLock { count in
                    if record.first == 23 { count += 1 }
                    return count
                }
                let point = number == 3 && record.first == 23 ? armed.withLock { $0 } : nil
                // What the dead wrote before its end still arrives, and nothing more.
                switch point {
                case .connected:
                    strike()
                case .halfWritten:
                    strike()
                    _ = Self.write(server, Array(record.prefix(record.count / 2)))
                case .allWritten:
                    strike()
                    _ = Self.write(server, record)
                case .answerWaiting, .answerHalfRead, nil:
                    if Self.write(server, record) { continue }
                }
                break
            }
            shutdown(server, Int32(SHUT_RDWR))
        }
        detach { [self] in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(server, &buffer, buffer.count)
                guard count > 0 else { break }
                if records.withLock({ $0 }) >= 3 {
                    switch armed.withLock({ $0 }) {
                    case .answerWaiting: strike()
                    case .answerHalfRead:
                        _ = Self.write(client, Array(buffer.prefix(count / 2)))
                        strike()
                    default: break
                    }
                }
                guard Self.write(client, Array(buffer.prefix(count))) else { break }
            }
            shutdown(client, Int32(SHUT_RDWR))
        }
    }

    /// Kills the watched process once; what comes after passes as it is.
    private func strike() {
        armed.withLock { $0 = nil }
        let process = victim.withLock { $0 }
        if process > 0 { kill(process, SIGKILL) }
    }

    /// One whole TLS record: type, version, length, content.
    private static func readRecord(_ descriptor: Int32) -> [UInt8]? {
        guard let head = readExactly(descriptor, 5) else { return nil }
        guard let body = readExactly(descriptor, Int(head[3]) << 8 | Int(head[4])) else {
            return nil
        }
        return head + body
    }

    private static func readExactly(_ descriptor: Int32, _ wanted: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < wanted {
            var buffer = [UInt8](repeating: 0, count: wanted - bytes.count)
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return nil }
            bytes += buffer.prefix(count)
        }
        return bytes
    }

    private static func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}

/// Runs blocking work on a thread of its own.
private func detach(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(ThreadBody(body))
    var thread = pthread_t()
    pthread_create(
        &thread, nil,
        { argument in
            guard let argument else { return nil }
            Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
            return nil
        }, box.toOpaque())
    pthread_detach(thread)
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
