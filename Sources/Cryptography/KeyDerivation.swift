internal import CCrypto

/// The key derivation function HKDF with SHA-256 (RFC 5869).
public enum HKDF256 {
    /// Derives `count` bytes, 8160 at most, from a key that already has full entropy.
    public static func key(
        from secret: [UInt8], salt: [UInt8], info: [UInt8], count: Int = 32
    ) -> [UInt8] {
        let extracted = HMAC256.code(for: secret, key: salt)
        var output: [UInt8] = []
        var block: [UInt8] = []
        for number in UInt8(1)...255 where output.count < count {
            block = HMAC256.code(for: block + info + [number], key: extracted)
            output += block
        }
        return Array(output.prefix(count))
    }
}

/// The password-based key derivation function scrypt (RFC 7914).
public enum Scrypt {
    /// Derives `count` bytes from a passphrase; the defaults take 128 MiB and about half a second.
    ///
    /// - Throws: `CryptographyError.library` when the cost is not a power of two or memory is short.
    public static func key(
        from passphrase: [UInt8], salt: [UInt8], cost: UInt64 = 1 << 17, blockSize: UInt64 = 8,
        parallelism: UInt64 = 1, count: Int = 32
    ) throws(CryptographyError) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: count)
        let done = passphrase.withUnsafeBytes { passphrase in
            EVP_PBE_scrypt(
                passphrase.bindMemory(to: CChar.self).baseAddress, passphrase.count, salt,
                salt.count, cost, blockSize, parallelism, 1 << 30, &key, count)
        }
        guard done == 1 else { throw .library(operation: "derive a key from the passphrase") }
        return key
    }
}
