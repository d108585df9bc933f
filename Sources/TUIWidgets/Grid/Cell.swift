/// One place of the screen: a character as drawn, its width and its look.
public struct Cell: Hashable, Sendable {
    /// The character; a blank in the second half of a wide one.
    public let cluster: Character
    /// 1 or 2 columns; 0 is the second half of the wide character to the left.
    public let width: Int
    /// The look.
    public let style: Style

    /// A cell as drawing makes it; widths are kept honest by `Grid`, so this is internal.
    init(_ cluster: Character, width: Int, style: Style) {
        self.cluster = cluster
        self.width = width
        self.style = style
    }

    /// An empty cell.
    public static let blank = Cell(" ", width: 1, style: .plain)

    /// An empty cell with a look.
    public static func blank(_ style: Style) -> Cell { Cell(" ", width: 1, style: style) }
}
