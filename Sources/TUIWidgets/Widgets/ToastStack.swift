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
        var y = rect.bottom
        for toast in toasts.suffix(Self.limit).reversed() {
            let rows = rows(toast, columns: rect.columns - 2, glyphs: grid.glyphs)
            let width = rows.map(\.width).max() ?? 0
            guard y - rows.count >= rect.y else { return }
            for row in rows.reversed() {
                y -= 1
                let pad = StyledText(String(repeating: " ", count: width - row.width))
                let text = (row + pad).restyled { _ in Style(toast.role, [.bold, .reverse]) }
                grid.draw(text, x: rect.right - 1 - width, y: y, clip: rect)
            }
        }
    }

    /// The newest message as one line, however long.
    public func line(_ glyphs: GlyphSet) -> StyledText {
        toasts.last.map { StyledText(" \(glyph($0.role, glyphs)) \($0.text)") } ?? ""
    }

    /// The text in at most two rows: wrapped, and cut only where that is not enough.
    private func rows(_ toast: Toast, columns: Int, glyphs: GlyphSet) -> [StyledText] {
        let head = " \(glyph(toast.role, glyphs)) "
        let rows = StyledText(toast.text).wrapped(to: max(1, min(columns, 100) - 4))
        guard let first = rows.first else { return [] }
        guard rows.count > 1 else { return [StyledText(head) + first + " "] }
        let rest = rows.count == 2 ? rows[1] : rows[1] + StyledText(String(glyphs.ellipsis))
        return [StyledText(head) + first + " ", StyledText("   ") + rest + " "]
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
