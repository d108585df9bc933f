extension String {
    /// Whether it can be a source's id of something: 1 to 128 printable ASCII characters, with
    /// blanks only inside.
    var isIdentifier: Bool {
        (1...128).contains(utf8.count) && utf8.allSatisfy { (32...126).contains($0) }
            && utf8.first != 32 && utf8.last != 32
    }

    /// Whether it can be the name of a source: 1 to 255 printable ASCII characters, no blanks.
    var isToken: Bool {
        (1...255).contains(utf8.count) && utf8.allSatisfy { (33...126).contains($0) }
    }

    /// Whether one of its characters is a control character.
    var holdsControl: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
