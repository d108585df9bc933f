/// One line of text in one or more styles.
public struct StyledText: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// A stretch of text in one style.
    public struct Span: Hashable, Sendable {
        /// The text.
        public var text: String
        /// Its look.
        public var style: Style

        /// Makes a stretch of text.
        public init(_ text: String, _ style: Style = .plain) {
            self.text = text
            self.style = style
        }
    }

    /// The stretches, left to right.
    public var spans: [Span]

    /// Makes a line from stretches.
    public init(spans: [Span]) { self.spans = spans }

    /// Makes a line in one style.
    public init(_ text: String, _ style: Style = .plain) {
        spans = text.isEmpty ? [] : [Span(text, style)]
    }

    /// Makes a plain line.
    public init(stringLiteral value: String) { self.init(value) }

    /// The text without its styles.
    public var string: String { spans.map(\.text).joined() }

    /// Whether there is no text.
    public var isEmpty: Bool { spans.allSatisfy { $0.text.isEmpty } }

    /// The columns the line takes.
    public var width: Int { spans.reduce(0) { $0 + DisplayWidth.of($1.text) } }

    /// The same text with every stretch passed through `change`.
    public func restyled(_ change: (Style) -> Style) -> StyledText {
        StyledText(spans: spans.map { Span($0.text, change($0.style)) })
    }

    /// Joins two lines.
    public static func + (left: StyledText, right: StyledText) -> StyledText {
        StyledText(spans: left.spans + right.spans)
    }
}
