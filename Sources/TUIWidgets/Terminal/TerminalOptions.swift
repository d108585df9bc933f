/// How a terminal session is set up; the environment comes in as a value.
public struct TerminalOptions: Sendable {
    /// The look.
    public var theme: Theme
    /// Whether only ASCII is drawn; other locales than UTF-8 imply it.
    public var isASCII: Bool
    /// Whether no colour code may be sent; a non-empty `NO_COLOR` implies it.
    public var isMonochrome: Bool
    /// Where descriptors 1 and 2 go while the screen is on; nil discards what is printed.
    public var logPath: String?
    /// The variables `TERM`, `NO_COLOR`, `TERM_PROGRAM` and `COLORFGBG` are read from here.
    public var environment: [String: String]

    /// Makes options.
    public init(
        theme: Theme = .auto, isASCII: Bool = false, isMonochrome: Bool = false,
        logPath: String? = nil, environment: [String: String]
    ) {
        self.theme = theme
        self.isASCII = isASCII
        self.isMonochrome = isMonochrome
        self.logPath = logPath
        self.environment = environment
    }

    /// Whether colours are out of the question.
    var refusesColor: Bool { isMonochrome || environment["NO_COLOR"].map { !$0.isEmpty } ?? false }

    /// `auto` made definite where the terminal tells its background (`COLORFGBG=15;0`).
    var knownTheme: Theme {
        guard theme == .auto, let colors = environment["COLORFGBG"],
            let background = colors.split(separator: ";").last.flatMap({ Int($0) })
        else { return theme }
        return background == 7 || background == 15 ? .light : .dark
    }

    /// Whether the terminal is known to draw a frame in one piece when told so.
    var knowsSynchronizedOutput: Bool {
        let type = environment["TERM"] ?? ""
        let program = environment["TERM_PROGRAM"] ?? ""
        return ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour"].contains {
            type.hasPrefix($0)
        } || ["WezTerm", "iTerm.app", "ghostty", "contour"].contains(program)
    }

    /// Whether the terminal brackets pasted text, so that a burst of keys is never mistaken for it.
    var bracketsPaste: Bool {
        let type = environment["TERM"] ?? ""
        return !["linux", "vt", "ansi", "cons"].contains { type.hasPrefix($0) }
    }
}

/// Why there is no screen: one sentence with its remedy; the program exits with status 2.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Input or output is not a terminal.
    case noTerminal
    /// `TERM` is not set.
    case noType
    /// The terminal type is not in the database.
    case unknownType(String)
    /// The terminal type cannot place the cursor.
    case cannotMoveCursor(String)
    /// The terminal library refused.
    case refused(String)

    /// The exit status of a program that cannot show its screen.
    public static let exitStatus: Int32 = 2

    /// The sentence.
    public var description: String {
        switch self {
        case .noTerminal:
            "The console needs a terminal for its screen: run it in one, "
                + "or use the commands with --json in scripts."
        case .noType:
            "The variable TERM is not set, so the terminal type is unknown: "
                + "run `export TERM=xterm-256color` if that is what you use."
        case .unknownType(let type):
            "The terminal type \"\(type)\" is not known here: install the package ncurses-term "
                + "or run `export TERM=xterm-256color`."
        case .cannotMoveCursor(let type):
            "The terminal type \"\(type)\" cannot move its cursor, which the screen needs: "
                + "use another terminal, or the commands with --json."
        case .refused(let type):
            "The terminal library cannot use the terminal type \"\(type)\": "
                + "run `export TERM=xterm-256color` and try again."
        }
    }
}
