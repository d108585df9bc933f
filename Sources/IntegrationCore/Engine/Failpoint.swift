import Glibc
internal import Locking

/// Places at which a test makes the process die as if the power went (reliability guide 2.6).
///
/// Inert unless the environment variable `CWCONSOLE_FAILPOINT` names a place when the program
/// starts; `NAME:3` dies at the third passing.
public enum Failpoint {
    private struct Armed: Sendable {
        let name: String, passing: Int
    }

    private static let armed: Armed? = {
        guard let value = getenv("CWCONSOLE_FAILPOINT") else { return nil }
        let parts = String(cString: value).split(separator: ":").map(String.init)
        guard let name = parts.first else { return nil }
        return Armed(name: name, passing: parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }()
    private static let passings = Locked(0)

    /// Ends the process at once, with nothing flushed, when this place is the armed one.
    public static func hit(_ name: StaticString) {
        guard let armed, armed.name == "\(name)" else { return }
        let passing = passings.withLock { count in
            count += 1
            return count
        }
        guard passing == armed.passing else { return }
        kill(getpid(), SIGKILL)
    }

    /// Whether this place is the armed one, for places that must prepare their death.
    public static func isArmed(_ name: StaticString) -> Bool { armed?.name == "\(name)" }
}
