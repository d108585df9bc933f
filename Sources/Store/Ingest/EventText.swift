internal import IntegrationCore

/// The words of an event as the log keeps them for lists and search.
enum EventText {
    /// The event's sentence, clean and at most 400 characters; the whole message is in the body.
    static func information(of event: BackupEvent) -> String {
        let text = Sanitizer.clean(event.information)
        guard text.utf8.count > 400, text.count > 400 else { return text }
        return text.prefix(399) + "…"
    }

    /// A name without what hides or controls; nil when nothing is left of it.
    ///
    /// SQLite counts the length of a text to its first NUL, so names are cleaned before a CHECK
    /// sees them.
    static func name(_ name: String?) -> String? {
        guard let name, case let clean = Sanitizer.clean(name), !clean.isEmpty else { return nil }
        return clean
    }

    /// Text for searching without regard to case; nil when SQLite's own ASCII folding will do.
    static func folded(_ information: String, _ account: String, _ name: String?) -> String? {
        let isASCII =
            information.utf8.allSatisfy { $0 < 128 } && (name ?? "").utf8.allSatisfy { $0 < 128 }
        return isASCII ? nil : "\(information) \(account) \(name ?? "")".lowercased()
    }
}
