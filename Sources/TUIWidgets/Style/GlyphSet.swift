/// The symbols of the frame: line drawing, or plain ASCII for `--ascii` and other locales.
///
/// Every symbol is one column wide, so a layout is the same with both sets.
public struct GlyphSet: Hashable, Sendable {
    /// Whether data are reduced to ASCII as well.
    public let isASCII: Bool
    /// Marks the row under the cursor.
    public let cursor: Character
    /// Marks a chosen row, or something that went well.
    public let check: Character
    /// Marks a failure.
    public let cross: Character
    /// Stands for text that was cut.
    public let ellipsis: Character
    /// Separates facts on one line.
    public let dot: Character
    /// Marks a running part.
    public let bullet: Character
    /// Ascending order, or more above.
    public let up: Character
    /// Descending order, or more below.
    public let down: Character
    /// More to the left.
    public let left: Character
    /// More to the right.
    public let right: Character
    /// The track of a scroll bar.
    public let track: Character
    /// The visible part on a scroll bar.
    public let thumb: Character
    /// A failure on a scroll bar.
    public let tick: Character
    /// Hides a character of a secret.
    public let mask: Character
    /// Stands for a cluster that cannot be drawn.
    public let replacement: Character
    /// The done part of a gauge.
    public let full: Character
    /// The open part of a gauge.
    public let empty: Character
    /// Eight rising heights for sparklines.
    public let heights: [Character]
    /// The pictures of a spinner, in order.
    public let spinner: [Character]

    /// Thin lines, arrows and blocks.
    public static let unicode = GlyphSet(
        isASCII: false, cursor: "▸", check: "✓", cross: "✗", ellipsis: "…", dot: "·", bullet: "●",
        up: "▴", down: "▾", left: "◂", right: "▸", track: "│", thumb: "┃", tick: "▐", mask: "•",
        replacement: "□", full: "█", empty: "░", heights: Array("▁▂▃▄▅▆▇█"),
        spinner: Array("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"))

    /// Printable ASCII only.
    public static let ascii = GlyphSet(
        isASCII: true, cursor: ">", check: "*", cross: "x", ellipsis: "~", dot: "-", bullet: "o",
        up: "^", down: "v", left: "<", right: ">", track: "|", thumb: "#", tick: "!", mask: "*",
        replacement: "?", full: "#", empty: ".", heights: Array("._-~=+*#"),
        spinner: Array("|/-\\"))

    /// The picture of a spinner at a step of any size.
    public func spinnerFrame(_ step: Int) -> Character {
        let count = spinner.count
        return count == 0 ? " " : spinner[((step % count) + count) % count]
    }
}
