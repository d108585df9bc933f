internal import Cryptography

/// The keys by which our records are found again in ConnectWise (product.md 5).
public enum TicketKey {
    /// The `externalXRef` of one episode of a series.
    ///
    /// `<Managed ID>:<event class>:<16 hex>-<episode>`; the hex is the start of SHA-256 over
    /// installation id and series, so test and live installations never meet. Only letters,
    /// digits, `:` and `-`, at most 100: nothing to escape in a condition (contract 4).
    public static func xref(
        managedID: ManagedID, eventClass: EventClass, series: SeriesKey, installationID: String,
        episode: Int
    ) -> String {
        let hash = digest("\(installationID)\n\(series.canonical)", bytes: 8)
        return head(managedID) + ":\(eventClass.rawValue):\(hash)-\(episode)"
    }

    /// The key of the episode that follows the one with `xref`.
    public static func next(after xref: String, episode: Int) -> String {
        guard let dash = xref.lastIndex(of: "-") else { return "\(xref)-\(episode)" }
        return "\(xref[..<dash])-\(episode)"
    }

    /// The token at the end of a note, by which the note is found again.
    public static func noteToken(effect: RowID<Effect>, installationID: String) -> String {
        "[ref \(digest("\(installationID)\nnote\n\(effect)", bytes: 6))]"
    }

    /// The `deviceIdentifier` of one account's month: `EFS-19652:EFS123456789:2026-11`.
    ///
    /// An account id that a search cannot hold is replaced by its hash.
    public static func configuration(
        managedID: ManagedID, account: String, year: Int, month: Int
    ) -> String {
        let date = "\(year)-\(month < 10 ? "0" : "")\(month)"
        let isPlain = account.utf8.count <= 48 && Condition.Token(account) != nil
        let name = isPlain ? account : "h" + digest(account, bytes: 8)
        return "\(head(managedID)):\(name):\(date)"
    }

    /// The Managed ID with what `externalXRef` may not hold left out, at most 40 characters.
    private static func head(_ managedID: ManagedID) -> String {
        let allowed = managedID.description.unicodeScalars.filter {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
                || $0 == "-"
        }
        return String(String.UnicodeScalarView(allowed.suffix(40)))
    }

    private static func digest(_ text: String, bytes: Int) -> String {
        Hexadecimal.text(SHA256.digest(Array(text.utf8)).prefix(bytes))
    }
}
