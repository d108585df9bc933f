import CNcurses

/// Which terminal type curses is started with.
enum TerminalType {
    /// Types that behave like xterm-256color where their own entry is not installed.
    private static let likeXterm = [
        "xterm-", "alacritty", "foot", "kitty", "wezterm", "ghostty", "contour", "rio", "konsole",
        "gnome", "vte", "iterm", "st-",
    ]

    /// The type of the environment, or a known one like it; sends nothing.
    static func usable(_ environment: [String: String]) throws(TerminalError) -> String {
        guard let type = environment["TERM"], !type.isEmpty else { throw .noType }
        let substitute =
            likeXterm.contains { type.hasPrefix($0) }
            ? "xterm-256color" : type.hasPrefix("tmux") ? "screen-256color" : nil
        for candidate in [type, substitute].compactMap({ $0 }) {
            switch cn_check_type(candidate) {
            case 0: return candidate
            case 2: throw .cannotMoveCursor(candidate)
            default: continue
            }
        }
        throw .unknownType(type)
    }
}
