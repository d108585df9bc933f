internal import CCrypto

/// The authenticated cipher AES-256-GCM (NIST SP 800-38D).
public enum AESGCM {
    /// Lengths in bytes.
    public static let keyLength = 32
    public static let nonceLength = 12
    public static let tagLength = 16

    /// Encrypts `plain` and returns the ciphertext followed by the 16-byte tag.
    ///
    /// A nonce must never be used twice under one key. `associated` is authenticated, not encrypted.
    public static func seal(
        _ plain: [UInt8], key: [UInt8], nonce: [UInt8], associated: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        let context = try Context(key: key, nonce: nonce, encrypting: true)
        guard var sealed = context.run(plain, associated: associated) else {
            throw .library(operation: "encrypt")
        }
        var tag = [UInt8](repeating: 0, count: tagLength)
        guard context.finish(), cc_gcm_get_tag(context.pointer, &tag, 16) == 1 else {
            throw .library(operation: "encrypt")
        }
        sealed += tag
        return sealed
    }

    /// Decrypts what `seal` returned.
    ///
    /// - Throws: `CryptographyError.rejected` for another key, nonce or associated data, or altered
    ///   bytes.
    public static func open(
        _ sealed: [UInt8], key: [UInt8], nonce: [UInt8], associated: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        let context = try Context(key: key, nonce: nonce, encrypting: false)
        guard sealed.count >= tagLength,
            let plain = context.run(sealed.dropLast(tagLength), associated: associated),
            cc_gcm_set_tag(context.pointer, Array(sealed.suffix(tagLength)), 16) == 1,
            context.finish()
        else { throw .rejected }
        return plain
    }

    /// One use of an EVP cipher context, freed at the end.
    private final class Context {
        let pointer: OpaquePointer
        let encrypting: Int32

        init(key: [UInt8], nonce: [UInt8], encrypting: Bool) throws(CryptographyError) {
            guard key.count == keyLength else {
                throw .length(of: "key", expected: keyLength, found: key.count)
            }
            guard nonce.count == nonceLength else {
                throw .length(of: "nonce", expected: nonceLength, found: nonce.count)
            }
            guard let pointer = EVP_CIPHER_CTX_new() else {
                throw .library(operation: "make a cipher")
            }
            self.pointer = pointer
            self.encrypting = encrypting ? 1 : 0
            guard
                EVP_CipherInit_ex(pointer, EVP_aes_256_gcm(), nil, key, nonce, self.encrypting) == 1
            else { throw .library(operation: "start a cipher") }
        }

        deinit { EVP_CIPHER_CTX_free(pointer) }

        func run(_ input: some Collection<UInt8>, associated: [UInt8]) -> [UInt8]? {
            let input = Array(input)
            var output = [UInt8](repeating: 0, count: input.count)
            var length: Int32 = 0
            // Empty input must not be passed: for GCM a missing output means associated data.
            guard
                associated.isEmpty
                    || EVP_CipherUpdate(
                        pointer, nil, &length, associated, Int32(clamping: associated.count)) == 1,
                input.isEmpty
                    || EVP_CipherUpdate(
                        pointer, &output, &length, input, Int32(clamping: input.count)) == 1
            else { return nil }
            return output
        }

        func finish() -> Bool {
            var length: Int32 = 0
            var rest = [UInt8](repeating: 0, count: 16)
            return EVP_CipherFinal_ex(pointer, &rest, &length) == 1
        }
    }
}
