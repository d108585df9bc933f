/// Which look the operator chose.
public enum Theme: String, CaseIterable, Sendable {
    /// The terminal's own colours with accents that can be read on dark and light.
    case auto
    /// For a dark background.
    case dark
    /// For a light background.
    case light
    /// Strong colours for a dark background.
    case contrast
}

/// How many colours the terminal has.
public enum ColorDepth: Sendable {
    /// None, or NO_COLOR is set: no colour code is sent at all.
    case none
    /// The 16 colours of the user's own scheme (8 with bold on older terminals).
    case sixteen
    /// The fixed 256-colour cube.
    case indexed
}

/// How a style is painted: colour indices (-1 is the terminal's own) and attributes.
public struct Paint: Hashable, Sendable {
    /// Index of the text colour; -1 is the terminal's own.
    public var foreground: Int
    /// Index of the background colour; -1 is the terminal's own.
    public var background: Int
    /// Attributes.
    public var attributes: Style.Attributes

    /// Makes a paint.
    public init(
        _ foreground: Int = -1, on background: Int = -1, _ attributes: Style.Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}

/// Role to colours, for one theme and one terminal.
public struct Palette: Hashable, Sendable {
    /// The look.
    public let theme: Theme
    /// How many colours there are.
    public let depth: ColorDepth

    /// Makes a palette.
    public init(theme: Theme = .auto, depth: ColorDepth) {
        self.theme = theme
        self.depth = depth
    }

    /// How a style is painted.
    public func paint(_ style: Style) -> Paint {
        var paint =
            switch depth {
            case .none: Self.monochrome(style.role)
            case .sixteen: Self.sixteen(style.role, theme)
            case .indexed: Self.indexed(style.role, theme)
            }
        paint.attributes.formUnion(style.attributes)
        return paint
    }

    /// Focus, marks and severity by attributes alone.
    private static func monochrome(_ role: Role) -> Paint {
        switch role {
        case .plain, .good, .frame: Paint()
        case .title, .accent, .key, .focusedFrame, .warning: Paint(-1, [.bold])
        case .muted: Paint(-1, [.dim])
        case .selected, .sandbox: Paint(-1, [.reverse])
        case .error: Paint(-1, [.bold, .underline])
        case .live: Paint(-1, [.bold, .reverse])
        case .header, .field: Paint(-1, [.underline])
        case .placeholder: Paint(-1, [.underline, .dim])
        }
    }

    private static func sixteen(_ role: Role, _ theme: Theme) -> Paint {
        let isStrong = theme == .contrast
        switch role {
        case .plain: return Paint()
        case .title: return Paint(-1, [.bold])
        case .muted: return isStrong ? Paint() : Paint(-1, [.dim])
        case .accent, .key, .focusedFrame: return Paint(theme == .light ? 4 : 6, [.bold])
        case .selected: return Paint(-1, [.reverse])
        case .error: return Paint(1, [.bold])
        case .warning: return Paint(theme == .light ? 5 : 3, [.bold])
        case .good: return Paint(2)
        case .sandbox: return Paint(0, on: 6)
        case .live: return Paint(7, on: 1, [.bold])
        case .frame: return isStrong ? Paint() : Paint(-1, [.dim])
        case .header: return Paint(-1, [.bold])
        case .field: return Paint(-1, [.underline])
        case .placeholder: return Paint(-1, [.underline, .dim])
        }
    }

    private static func indexed(_ role: Role, _ theme: Theme) -> Paint {
        let colors = IndexedColors.of(theme)
        switch role {
        case .plain: return Paint()
        case .title: return Paint(-1, [.bold])
        case .muted: return Paint(colors.muted)
        case .accent, .focusedFrame: return Paint(colors.accent)
        case .key: return Paint(colors.accent, [.bold])
        case .selected: return colors.selected
        case .error: return Paint(colors.error)
        case .warning: return Paint(colors.warning)
        case .good: return Paint(colors.good)
        case .sandbox: return colors.sandbox
        case .live: return colors.live
        case .frame: return Paint(colors.frame)
        case .header: return Paint(colors.muted, [.bold])
        case .field: return colors.field
        case .placeholder: return Paint(colors.placeholder, on: colors.field.background)
        }
    }
}

/// Indices of the 256-colour cube; each pair is checked for contrast in a test.
struct IndexedColors {
    var muted: Int
    var accent: Int
    var error: Int
    var warning: Int
    var good: Int
    var frame: Int
    var selected: Paint
    var field: Paint
    var placeholder: Int
    var sandbox: Paint
    var live: Paint

    static func of(_ theme: Theme) -> IndexedColors {
        switch theme {
        case .auto:
            // The background is unknown, so these stand out from black and from white.
            IndexedColors(
                muted: 243, accent: 31, error: 196, warning: 130, good: 28, frame: 244,
                selected: Paint(231, on: 24), field: Paint(255, on: 238), placeholder: 252,
                sandbox: Paint(231, on: 24, [.bold]), live: Paint(231, on: 124, [.bold]))
        case .dark:
            IndexedColors(
                muted: 246, accent: 80, error: 203, warning: 221, good: 114, frame: 240,
                selected: Paint(231, on: 24), field: Paint(255, on: 237), placeholder: 249,
                sandbox: Paint(16, on: 80, [.bold]), live: Paint(16, on: 203, [.bold]))
        case .light:
            IndexedColors(
                muted: 241, accent: 25, error: 124, warning: 94, good: 22, frame: 248,
                selected: Paint(16, on: 153), field: Paint(16, on: 254), placeholder: 241,
                sandbox: Paint(231, on: 25, [.bold]), live: Paint(231, on: 124, [.bold]))
        case .contrast:
            IndexedColors(
                muted: 252, accent: 51, error: 217, warning: 226, good: 120, frame: 250,
                selected: Paint(16, on: 226), field: Paint(231, on: 18), placeholder: 252,
                sandbox: Paint(16, on: 51, [.bold]), live: Paint(16, on: 217, [.bold]))
        }
    }
}
