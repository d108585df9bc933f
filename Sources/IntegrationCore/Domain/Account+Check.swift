extension AccountSettings {
    /// Why an account cannot have these texts, in one sentence; nil when it can.
    public var refusal: String? {
        for (name, text) in [("plan", plan), ("contact's e-mail", contactEmail)] {
            guard text.unicodeScalars.count <= 250, !text.holdsControl else {
                return "The \(name) has at most 250 characters, none of them a control one."
            }
        }
        return nil
    }

    /// Why an account cannot have its parent, in one sentence; nil when it can.
    ///
    /// A parent is another account of the same customer, and has no parent of its own.
    ///
    /// - Parameters:
    ///   - account: The account that has these settings.
    ///   - settings: The settings of another account of the customer; nil when there is none.
    ///   - child: An account whose parent this one is.
    /// - Returns: The reason.
    /// - Throws: What `settings` or `child` throws.
    public func parentRefusal(
        of account: String, settings: (String) throws -> AccountSettings?,
        child: () throws -> String?
    ) rethrows -> String? {
        guard !parent.isEmpty else { return nil }
        guard parent != account else { return "The account \(account) cannot be its own parent." }
        guard let known = try settings(parent) else {
            return "The customer has no account \(parent); name one of its accounts."
        }
        guard known.parent.isEmpty else {
            return "The account \(parent) has a parent itself; name that one instead."
        }
        return try child().map { child in
            "The account \(account) is the parent of \(child); it cannot have one itself."
        }
    }
}
