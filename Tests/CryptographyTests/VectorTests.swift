import Cryptography
import Testing

@Suite struct VectorTests {
    @Test func `SHA-256 gives the digests of FIPS 180-4`() {
        #expect(
            Hexadecimal.text(SHA256.digest([]))
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            Hexadecimal.text(SHA256.digest(Array("abc".utf8)))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func `HMAC-SHA256 gives the codes of RFC 4231`() {
        let first = HMAC256.code(
            for: Array("Hi There".utf8), key: [UInt8](repeating: 0x0b, count: 20))
        let second = HMAC256.code(
            for: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))

        #expect(
            Hexadecimal.text(first)
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        #expect(
            Hexadecimal.text(second)
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test func `HKDF-SHA256 gives the key of RFC 5869 case 1`() throws {
        let key = HKDF256.key(
            from: [UInt8](repeating: 0x0b, count: 22),
            salt: try #require(Hexadecimal.bytes("000102030405060708090a0b0c")),
            info: try #require(Hexadecimal.bytes("f0f1f2f3f4f5f6f7f8f9")), count: 42)

        #expect(
            Hexadecimal.text(key)
                == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                + "34007208d5b887185865")
    }

    @Test func `HKDF-SHA256 without salt and info gives the key of RFC 5869 case 3`() {
        let key = HKDF256.key(
            from: [UInt8](repeating: 0x0b, count: 22), salt: [], info: [], count: 42)

        #expect(
            Hexadecimal.text(key)
                == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                + "9d201395faa4b61a96c8")
    }

    @Test func `scrypt gives the keys of RFC 7914`() throws {
        let small = try Scrypt.key(
            from: [], salt: [], cost: 16, blockSize: 1, parallelism: 1, count: 64)
        let large = try Scrypt.key(
            from: Array("password".utf8), salt: Array("NaCl".utf8), cost: 1024, blockSize: 8,
            parallelism: 16, count: 64)

        #expect(
            Hexadecimal.text(small)
                == "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906")
        #expect(
            Hexadecimal.text(large)
                == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640")
    }

    @Test func `scrypt refuses a cost that is not a power of two`() {
        #expect(throws: CryptographyError.library(operation: "derive a key from the passphrase")) {
            try Scrypt.key(from: [1], salt: [2], cost: 15)
        }
    }

    @Test func `AES-256-GCM gives the ciphertext and tag of the GCM specification case 16`() throws
    {
        let key = try #require(
            Hexadecimal.bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"))
        let nonce = try #require(Hexadecimal.bytes("cafebabefacedbaddecaf888"))
        let associated = try #require(
            Hexadecimal.bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2"))
        let plain = try #require(
            Hexadecimal.bytes(
                "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                    + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"))

        let sealed = try AESGCM.seal(plain, key: key, nonce: nonce, associated: associated)

        #expect(
            Hexadecimal.text(sealed)
                == "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b")
        #expect(
            try AESGCM.open(sealed, key: key, nonce: nonce, associated: associated) == plain)
    }

    @Test func `AES-256-GCM opens nothing that was altered in any bit`() throws {
        let key = [UInt8](repeating: 1, count: 32)
        let nonce = [UInt8](repeating: 2, count: 12)
        let sealed = try AESGCM.seal([7, 8], key: key, nonce: nonce, associated: [9])

        for position in 0..<sealed.count * 8 {
            var altered = sealed
            altered[position / 8] ^= 1 << (position % 8)
            #expect(throws: CryptographyError.rejected) {
                try AESGCM.open(altered, key: key, nonce: nonce, associated: [9])
            }
        }
        #expect(throws: CryptographyError.rejected) {
            try AESGCM.open(sealed, key: key, nonce: nonce, associated: [8])
        }
        #expect(throws: CryptographyError.rejected) {
            try AESGCM.open([1, 2, 3], key: key, nonce: nonce, associated: [9])
        }
    }

    @Test func `an empty message is sealed and opened too`() throws {
        let key = [UInt8](repeating: 1, count: 32)
        let nonce = [UInt8](repeating: 2, count: 12)

        let sealed = try AESGCM.seal([], key: key, nonce: nonce, associated: [])

        #expect(sealed.count == AESGCM.tagLength)
        #expect(try AESGCM.open(sealed, key: key, nonce: nonce, associated: []) == [])
    }

    @Test func `a key or nonce of the wrong length is refused by name`() {
        #expect(throws: CryptographyError.length(of: "key", expected: 32, found: 16)) {
            try AESGCM.seal(
                [1], key: [UInt8](repeating: 0, count: 16), nonce: [UInt8](repeating: 0, count: 12),
                associated: [])
        }
        #expect(throws: CryptographyError.length(of: "nonce", expected: 12, found: 8)) {
            try AESGCM.seal(
                [1], key: [UInt8](repeating: 0, count: 32), nonce: [UInt8](repeating: 0, count: 8),
                associated: [])
        }
    }

    @Test func `bytes are compared whole`() {
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
        #expect(constantTimeEqual([], []))
    }

    @Test func `hexadecimal text is read back and nothing else is read`() {
        let bytes = Array(UInt8.min...UInt8.max)

        #expect(Hexadecimal.bytes(Hexadecimal.text(bytes)) == bytes)
        #expect(Hexadecimal.bytes("FFfe") == [255, 254])
        for text in ["f", "0g", "0x10", "１０", " 1"] { #expect(Hexadecimal.bytes(text) == nil) }
    }

    @Test func `random bytes have the asked length and differ`() {
        let first = SystemRandom.bytes(32)

        #expect(first.count == 32)
        #expect(first != SystemRandom.bytes(32))
    }
}
