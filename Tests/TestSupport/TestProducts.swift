import Glibc

/// Where the programs under test are.
public enum TestProducts {
    /// The path of a program built beside the tests, for instance `cwconsole`.
    public static func path(_ name: String) -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let own = String(
            decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // The runner of the toolchain loads the tests; then the bundle is among its arguments.
        let candidates = [own] + CommandLine.arguments
        for candidate in candidates {
            guard let slash = candidate.lastIndex(of: "/") else { continue }
            let path = candidate[..<slash] + "/" + name
            if access(String(path), X_OK) == 0 { return String(path) }
        }
        return name
    }
}
