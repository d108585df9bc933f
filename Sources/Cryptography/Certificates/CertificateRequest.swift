internal import CCrypto

/// An elliptic-curve key pair (P-256).
final class PrivateKey: @unchecked Sendable {
    // @unchecked: the key is never changed after init, and OpenSSL counts its references atomically.
    let pointer: OpaquePointer

    init() throws(CryptographyError) {
        guard let pointer = cc_p256_key() else { throw .library(operation: "make a key") }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    /// The unencrypted key in PEM (PKCS #8).
    func pem() throws(CryptographyError) -> String {
        try PEM.text { PEM_write_bio_PrivateKey($0, pointer, nil, nil, 0, nil, nil) }
    }
}

/// The facts of one X.509 version 3 certificate.
struct CertificateRequest {
    struct Extension {
        enum Kind: Int32 {
            case keyUsage = 83
            case subjectAlternativeName = 85
            case basicConstraints = 87
            case extendedKeyUsage = 126
        }
        let kind: Kind
        let value: String

        init(_ kind: Kind, _ value: String) {
            self.kind = kind
            self.value = value
        }
    }

    let subject, issuer: String
    let notBefore, lifetime: Int64
    let serial: [UInt8]
    let extensions: [Extension]

    /// The signed certificate in PEM.
    func certificate(
        for key: PrivateKey, signedBy signer: PrivateKey
    ) throws(CryptographyError) -> String {
        guard let certificate = X509_new() else {
            throw .library(operation: "make a certificate")
        }
        defer { X509_free(certificate) }
        try check(X509_set_version(certificate, 2), "set the version")
        try setSerial(certificate)
        try check(X509_set_pubkey(certificate, key.pointer), "set the public key")
        try setName(subject, X509_get_subject_name(certificate))
        try setName(issuer, X509_get_issuer_name(certificate))
        guard ASN1_TIME_set(X509_getm_notBefore(certificate), Int(notBefore)) != nil,
            ASN1_TIME_set(X509_getm_notAfter(certificate), Int(notBefore + lifetime)) != nil
        else { throw .library(operation: "set the validity") }
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, certificate, certificate, nil, nil, 0)
        for item in extensions {
            guard let made = X509V3_EXT_conf_nid(nil, &context, item.kind.rawValue, item.value)
            else { throw .library(operation: "write the extension \(item.value)") }
            defer { X509_EXTENSION_free(made) }
            try check(X509_add_ext(certificate, made, -1), "add the extension \(item.value)")
        }
        guard X509_sign(certificate, signer.pointer, EVP_sha256()) > 0 else {
            throw .library(operation: "sign the certificate")
        }
        return try PEM.text { PEM_write_bio_X509($0, certificate) }
    }

    private func setSerial(_ certificate: OpaquePointer) throws(CryptographyError) {
        guard let number = BN_bin2bn(serial, Int32(clamping: serial.count), nil) else {
            throw .library(operation: "set the serial number")
        }
        defer { BN_free(number) }
        guard BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nil else {
            throw .library(operation: "set the serial number")
        }
    }

    private func setName(_ text: String, _ name: OpaquePointer?) throws(CryptographyError) {
        let bytes = Array(text.utf8)
        try check(
            X509_NAME_add_entry_by_txt(
                name, "CN", MBSTRING_UTF8, bytes, Int32(clamping: bytes.count), -1, 0),
            "set the name \(text)")
    }

    private func check(_ result: Int32, _ operation: String) throws(CryptographyError) {
        guard result == 1 else { throw .library(operation: operation) }
    }
}

/// Text made by the library's PEM writers.
private enum PEM {
    static func text(_ write: (OpaquePointer) -> Int32) throws(CryptographyError) -> String {
        guard let memory = BIO_new(BIO_s_mem()) else { throw .library(operation: "get memory") }
        defer { BIO_free(memory) }
        guard write(memory) == 1 else { throw .library(operation: "write PEM text") }
        var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(memory))
        let count = BIO_read(memory, &bytes, Int32(clamping: bytes.count))
        guard count == bytes.count else { throw .library(operation: "write PEM text") }
        return String(decoding: bytes, as: UTF8.self)
    }
}
