extension StringProtocol {
    /// The text sanitised on one line and cut to `limit` characters.
    func oneLine(limit: Int = .max) -> String {
        String(Sanitizer.line(self).drop { $0 == " " }.prefix(limit))
    }
}
