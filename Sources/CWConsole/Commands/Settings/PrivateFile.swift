import Glibc

/// Writes a file that a person named, readable by that person alone.
enum PrivateFile {
    /// Writes the whole file or none; one that is there is replaced only when that is asked for.
    static func write(
        _ bytes: [UInt8], to path: String, replacing: Bool
    ) throws(Problem) {
        guard replacing || access(path, F_OK) != 0 else { throw taken(path) }
        // A finished file gets its name at the end, so that nobody finds half of one.
        let temporary = "\(path).\(getpid()).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failed(path) }
        defer { unlink(temporary) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let problem = failed(path)
                close(descriptor)
                throw problem
            }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0, close(descriptor) == 0 else { throw failed(path) }
        if replacing {
            guard rename(temporary, path) == 0 else { throw failed(path) }
        } else if link(temporary, path) != 0 {
            throw errno == EEXIST ? taken(path) : failed(path)
        }
    }

    private static func taken(_ path: String) -> Problem {
        .usage("There is a file \(path) already. Name another one, or say --force to replace it.")
    }

    private static func failed(_ path: String) -> Problem {
        .usage(
            "The file \(path) cannot be written: \(String(cString: strerror(errno))). Name another"
                + " place, or make the directory writable.")
    }
}
