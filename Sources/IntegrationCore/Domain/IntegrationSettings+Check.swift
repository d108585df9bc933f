extension IntegrationSettings {
    /// What whole numbers are accepted: percent, units, hours (product.md 4), requests a minute.
    public static let guardPercents = 0...1_000, guardUnitCounts = 0...1_000_000
    /// The synchronisation window in hours, and requests in any rolling minute (contract 7).
    public static let windows = 1...168, requestRates = 1...1_000

    /// Whether a text can stand before customer numbers: 1 to 20 ASCII letters, digits, hyphens.
    public static func isPrefix(_ text: String) -> Bool {
        (1...20).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                let character = Character(UnicodeScalar(byte))
                return byte < 128
                    && (character.isLetter || character.isNumber || character == "-")
            }
    }

    /// Why these cannot be a partner's settings, in one sentence; nil when they can.
    public var refusal: String? {
        if !Self.windows.contains(windowHours) {
            return "The synchronisation window has 1 to 168 hours."
        }
        if !Self.requestRates.contains(requestsPerMinute) {
            return "The request budget is 1 to 1,000 requests a minute."
        }
        if !Self.isPrefix(managedIDPrefix) {
            return "The Managed ID prefix has 1 to 20 letters, digits or hyphens."
        }
        guard Self.guardPercents.contains(guardPercent), Self.guardUnitCounts.contains(guardUnits)
        else {
            return "The big-change guard has 0 to 1,000 percent and 0 to 1,000,000 units."
        }
        return nil
    }
}
