/// What a piece of text means; a `Palette` turns it into colours.
public enum Role: UInt8, CaseIterable, Sendable {
    /// Ordinary text in the terminal's own colours.
    case plain
    /// The name of a pane or a heading.
    case title
    /// Less important text: hints, units, what is unchanged.
    case muted
    /// The one accent: focus, links, the current place.
    case accent
    /// The row or choice under the cursor.
    case selected
    /// Something failed.
    case error
    /// Something needs a look.
    case warning
    /// Something went well.
    case good
    /// The name of a key in a footer or a help text.
    case key
    /// The label of the sandbox.
    case sandbox
    /// The label of a live site.
    case live
    /// Thin lines around panes.
    case frame
    /// Lines around the pane that has the focus.
    case focusedFrame
    /// The header of a table.
    case header
    /// The background of an input field.
    case field
    /// Faint text on the background of an input field.
    case placeholder
}

/// The look of a cell: a role and attributes, never a colour.
public struct Style: Hashable, Sendable {
    /// Attributes every terminal can show, with or without colour.
    public struct Attributes: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt8
        /// Makes a set from bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Heavier type.
        public static let bold = Attributes(rawValue: 1)
        /// Fainter type.
        public static let dim = Attributes(rawValue: 2)
        /// Foreground and background exchanged.
        public static let reverse = Attributes(rawValue: 4)
        /// A line under the text.
        public static let underline = Attributes(rawValue: 8)
    }

    /// What the text means.
    public var role: Role
    /// Attributes on top of what the palette gives the role.
    public var attributes: Attributes

    /// Makes a style.
    public init(_ role: Role = .plain, _ attributes: Attributes = []) {
        self.role = role
        self.attributes = attributes
    }

    /// The same style in heavier type.
    public var bold: Style { adding(.bold) }
    /// The same style in fainter type.
    public var dim: Style { adding(.dim) }
    /// The same style with foreground and background exchanged.
    public var reverse: Style { adding(.reverse) }
    /// The same style with a line under the text.
    public var underline: Style { adding(.underline) }

    /// The same style with more attributes.
    public func adding(_ more: Attributes) -> Style { Style(role, attributes.union(more)) }
}

extension Style {
    /// Ordinary text.
    public static let plain = Style(.plain)
    /// The name of a pane or a heading.
    public static let title = Style(.title)
    /// Less important text.
    public static let muted = Style(.muted)
    /// The one accent.
    public static let accent = Style(.accent)
    /// The row or choice under the cursor.
    public static let selected = Style(.selected)
    /// Something failed.
    public static let error = Style(.error)
    /// Something needs a look.
    public static let warning = Style(.warning)
    /// Something went well.
    public static let good = Style(.good)
    /// The name of a key.
    public static let key = Style(.key)
    /// The label of the sandbox.
    public static let sandbox = Style(.sandbox)
    /// The label of a live site.
    public static let live = Style(.live)
    /// Thin lines.
    public static let frame = Style(.frame)
    /// Lines of the focused pane.
    public static let focusedFrame = Style(.focusedFrame)
    /// The header of a table.
    public static let header = Style(.header)
    /// The background of an input field.
    public static let field = Style(.field)
    /// Faint text in an input field.
    public static let placeholder = Style(.placeholder)
}
