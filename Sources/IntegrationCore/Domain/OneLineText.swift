extension StringProtocol {
    /// The text sanitised on one line and cut to `limit` characters.
    public func oneLine(limit: Int = .max) -> String {
        String(Sanitizer.line(self).drop { $0 == " " }.prefix(limit))
    }

    /// The longest beginning of at most `units` UTF-16 units that splits no character.
    ///
    /// What ConnectWise counts in a summary's 100 nobody has published; this is the safe reading.
    public func cut(toUTF16 units: Int) -> String {
        var taken = 0
        return String(
            prefix { character in
                taken += character.utf16.count
                return taken <= units
            })
    }
}
