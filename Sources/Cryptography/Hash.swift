internal import CCrypto

/// The hash function SHA-256 (FIPS 180-4).
public enum SHA256 {
    /// The 32-byte digest of `message`.
    public static func digest(_ message: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            CCrypto.SHA256(message, message.count, digest.baseAddress)
            count = 32
        }
    }
}

/// The message authentication code HMAC with SHA-256 (RFC 2104).
public enum HMAC256 {
    /// The 32-byte code of `message` under `key`.
    public static func code(for message: [UInt8], key: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { code, count in
            HMAC(
                EVP_sha256(), key, Int32(clamping: key.count), message, message.count,
                code.baseAddress, nil)
            count = 32
        }
    }
}

/// Whether two byte strings are equal, in a time that depends only on their lengths.
public func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}
