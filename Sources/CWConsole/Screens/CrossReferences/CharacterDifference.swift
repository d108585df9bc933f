import TUIWidgets

/// Two texts that ought to be the same, with what differs marked character by character.
enum CharacterDifference {
    /// Ours and theirs: blanks become visible, what the other side lacks is reversed.
    static func marked(
        ours: String, theirs: String, glyphs: GlyphSet
    ) -> (ours: StyledText, theirs: StyledText) {
        let (left, right) = (Array(ours), Array(theirs))
        // Longer texts than ConnectWise takes are not compared letter by letter.
        guard left.count <= 300, right.count <= 300 else {
            return (StyledText(ours), StyledText(theirs))
        }
        var gone: Set<Int> = []
        var new: Set<Int> = []
        for change in right.difference(from: left) {
            switch change {
            case .remove(let offset, _, _): gone.insert(offset)
            case .insert(let offset, _, _): new.insert(offset)
            }
        }
        return (text(left, gone, glyphs), text(right, new, glyphs))
    }

    private static func text(
        _ characters: [Character], _ marked: Set<Int>, _ glyphs: GlyphSet
    ) -> StyledText {
        characters.enumerated().reduce(StyledText("")) { line, element in
            let (index, character) = element
            let shown = character.isWhitespace ? String(glyphs.dot) : String(character)
            let style: Style =
                marked.contains(index)
                ? Style(.warning).bold.reverse : character.isWhitespace ? .muted : .plain
            return line + StyledText(shown, style)
        }
    }
}
