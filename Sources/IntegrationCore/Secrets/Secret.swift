internal import Cryptography
import Glibc

/// Bytes that must not be shown: prints as `***`, cannot be encoded, is wiped when it goes.
public final class Secret: @unchecked Sendable, Equatable, CustomStringConvertible,
    CustomDebugStringConvertible, CustomReflectable
{
    // @unchecked: the memory is written in init and in deinit only.
    private let memory: UnsafeMutableRawBufferPointer

    /// Copies bytes; the caller's own copy is the caller's to wipe.
    public init(_ bytes: some Collection<UInt8>) {
        memory = .allocate(byteCount: bytes.count, alignment: 1)
        memory.copyBytes(from: bytes)
    }

    /// Copies the UTF-8 bytes of a text.
    public convenience init(_ text: String) { self.init(Array(text.utf8)) }

    deinit {
        // explicit_bzero is not removed by the optimiser, as a plain loop may be.
        if let address = memory.baseAddress { explicit_bzero(address, memory.count) }
        memory.deallocate()
    }

    /// Lends the bytes; they must not be kept.
    public func withBytes<Result>(_ body: ([UInt8]) throws -> Result) rethrows -> Result {
        try body(Array(memory))
    }

    /// Whether there are no bytes.
    public var isEmpty: Bool { memory.isEmpty }

    /// The last four digits of the SHA-256 of the bytes: enough to tell two keys apart.
    public var fingerprint: String {
        withBytes { String(Hexadecimal.text(SHA256.digest($0)).suffix(4)) }
    }

    /// Compares in a time that depends only on the lengths.
    public static func == (left: Secret, right: Secret) -> Bool {
        left.withBytes { left in right.withBytes { constantTimeEqual(left, $0) } }
    }

    public var description: String { "***" }
    public var debugDescription: String { "***" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
