internal import Cryptography
import Glibc

/// A file with a 32-byte key that nobody else can read or replace.
struct KeyFile {
    let path: String
    /// Whether the file must belong to this user with mode 0600 or stricter.
    let isOurs: Bool

    /// Reads the key; nil when there is no file.
    func read() throws(SecretError) -> Secret? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return nil
            case ELOOP:
                throw .exposed(
                    path: path, reason: "it is a symbolic link",
                    remedy: "Put the file itself there.")
            default: throw .file(path: path, reason: lastError)
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .file(path: path, reason: lastError) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .exposed(
                path: path, reason: "it is not an ordinary file", remedy: "Remove it.")
        }
        if isOurs { try checkOwner(status) }
        // One byte more than the longest allowed form, to notice a file that is too long.
        var bytes = [UInt8](repeating: 0, count: 66)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        defer { for index in bytes.indices { bytes[index] = 0 } }
        guard count >= 0 else { throw .file(path: path, reason: lastError) }
        return try key(Array(bytes.prefix(count)), fileSize: Int(status.st_size))
    }

    /// Makes a new key, in a directory of mode 0700, without ever replacing one.
    func create(_ random: RandomBytes) throws(SecretError) -> Secret {
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        try makeDirectory(directory)
        // A finished file is linked to its name, so that nobody ever reads half a key; when two
        // programs start at once, the second takes the first one's.
        let temporary = "\(path).\(getpid()).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file(path: path, reason: lastError) }
        defer { unlink(temporary) }
        let key = random(AESGCM.keyLength)
        let written = write(descriptor, key, key.count)
        let synced = fsync(descriptor)
        let closed = close(descriptor)
        guard written == key.count, synced == 0, closed == 0 else {
            throw .file(path: path, reason: lastError)
        }
        if link(temporary, path) != 0 && errno != EEXIST {
            throw .file(path: path, reason: lastError)
        }
        let folder = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
        guard let found = try read() else { throw .missing(path: path) }
        return found
    }

    private func makeDirectory(_ directory: String) throws(SecretError) {
        if mkdir(directory, 0o700) != 0 && errno != EEXIST {
            throw .file(path: path, reason: "its directory \(directory): \(lastError)")
        }
        var status = stat()
        guard lstat(directory, &status) == 0 else { throw .file(path: path, reason: lastError) }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
            status.st_mode & 0o022 == 0
        else {
            throw .exposed(
                path: path, reason: "others can write to its directory \(directory)",
                remedy: "Run: chmod 700 \(directory)")
        }
    }

    private func checkOwner(_ status: stat) throws(SecretError) {
        guard status.st_uid == geteuid() else {
            throw .exposed(
                path: path, reason: "it belongs to another user (\(status.st_uid))",
                remedy: "Run the program as that user, or change the owner.")
        }
        let mode = status.st_mode & 0o7777
        guard mode & 0o7177 == 0 else {
            throw .exposed(
                path: path, reason: "its mode is 0\(String(mode, radix: 8)), others may read it",
                remedy: "Run: chmod 600 \(path) - and change the API keys if others had access.")
        }
    }

    private func key(_ bytes: [UInt8], fileSize: Int) throws(SecretError) -> Secret {
        if bytes.count == AESGCM.keyLength { return Secret(bytes) }
        let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }
        guard let decoded = Hexadecimal.bytes(text), decoded.count == AESGCM.keyLength else {
            throw .wrongLength(path: path, found: fileSize)
        }
        return Secret(decoded)
    }

    private var lastError: String { String(cString: strerror(errno)) }
}
