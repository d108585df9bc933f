/// Short messages in the lower right corner, the newest at the bottom.
public struct ToastStack: Widget, Sendable {
    /// One message.
    public struct Toast: Hashable, Sendable {
        /// The sentence.
        public var text: String
        /// `.good`, `.warning`, `.error`, or `.accent` for a plain fact.
        public var role: Role

        /// Makes a message.
        public init(_ text: String, role: Role = .good) {
            self.text = text
            self.role = role
        }
    }

    /// The most messages on the screen at once; the others are in the message history.
    public static let limit = 3

    /// The messages, oldest first.
    public var toasts: [Toast]

    /// Makes a stack.
    public init(toasts: [Toast]) { self.toasts = toasts }

    /// Draws the newest messages upwards from the lower right corner of the area.
    public func draw(in rect: Rect, into grid: inout Grid) {
        for (index, toast) in toasts.suffix(Self.limit).reversed().enumerated() {
            let y = rect.bottom - 1 - index
            guard y >= rect.y else { return }
            let text = StyledText(" \(glyph(toast.role, grid.glyphs)) \(toast.text) ")
                .restyled { _ in Style(toast.role, [.bold, .reverse]) }
                .cut(to: max(0, rect.columns - 2), grid.glyphs.ellipsis)
            grid.draw(text, x: rect.right - 1 - text.width, y: y, clip: rect)
        }
    }

    private func glyph(_ role: Role, _ glyphs: GlyphSet) -> Character {
        switch role {
        case .good: glyphs.check
        case .error: glyphs.cross
        case .warning: "!"
        default: glyphs.dot
        }
    }
}
