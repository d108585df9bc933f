extension FailureCode {
    /// Credentials, rights and switches.
    var signInExplanation: Explanation {
        switch self {
        case .clientIDMissing:
            Explanation(
                self, "ConnectWise misses the client id.",
                cause: "Every request needs the clientId header with a GUID registered with"
                    + " ConnectWise; it is empty or unknown there.",
                remedy: [
                    "Open Setup (9) and enter the Client ID, a GUID from"
                        + " developer.connectwise.com (or: credentials set --client-id G).",
                    "Press t to test the connection (or: credentials test).",
                    "Saving lets the held pushes go; press r on what failed.",
                ])
        case .permissionMissing:
            Explanation(
                self, "The API member's security role lacks a right.",
                cause: "ConnectWise answered 403 to this operation while others work: the role of"
                    + " the API member does not allow it.",
                remedy: [
                    "In ConnectWise open System > Security Roles and the role of the API member.",
                    "Give it the right named in the detail; All where add, edit or inquire is"
                        + " asked for.",
                    "Press r here to reprocess, R for all with this cause"
                        + " (or: reprocess --failed --cause permission-missing).",
                ])
        case .legacyCredentialsOnly:
            Explanation(
                self, "Only the old Integrator Login is saved; the REST keys are missing.",
                cause: "ConnectWise ended the SOAP interface on 1 January 2020; user name and"
                    + " password of an Integrator Login no longer work.",
                remedy: [
                    "In ConnectWise open System > Members > API Members, add a member and make"
                        + " an API key; its private half is shown once.",
                    "Open Setup (9), enter both keys and the Client ID, save with ctrl-s"
                        + " (or: credentials set).",
                    "The held pushes go by themselves after that.",
                ])
        case .credentialsIncomplete:
            Explanation(
                self, "The credentials are not complete.",
                cause: "A field that every request needs is empty or cannot be used.",
                remedy: [
                    "Open Setup (9) and fill the field named in the detail (or: credentials set).",
                    "Press t to test the connection, ctrl-s to save.",
                    "The held pushes go by themselves after that.",
                ])
        case .integrationOff:
            Explanation(
                self, "ConnectWise PSA is switched off for this partner.",
                cause: "The check box ConnectWise PSA is not set, so nothing is pushed; events"
                    + " are kept.",
                remedy: [
                    "Open Setup (9) and set ConnectWise PSA, save with ctrl-s.",
                    "The held pushes go by themselves after that.",
                ])
        default:
            Explanation(
                self, "Username or password is incorrect: ConnectWise refused the API keys.",
                cause: "The company, the public or the private key is wrong, was pasted with"
                    + " blanks, or the API member was made inactive. ConnectWise's cloud may say"
                    + " 404 instead of 401.",
                remedy: [
                    "Open Setup (9) and retype the Company ID and both keys by hand"
                        + " (or: credentials set).",
                    "In ConnectWise open System > Members > API Members and see that the member"
                        + " is active and the key is not deleted.",
                    "Press t to test the connection (or: credentials test), ctrl-s to save.",
                    "The held pushes go by themselves; press r on what failed before.",
                ])
        }
    }
}

/// The old portal's words for errors of today.
public enum LegacyText {
    /// What the portal wrote for a refused sign-in (product.md 10).
    public static let signInRefused =
        "Exception has been thrown by the target of an invocation."
        + " --- Username or password is incorrect"
        + " --- End of inner exception stack trace"

    /// The code that an error text of the old portal stands for; nil when it is none of those.
    public static func code(of text: String) -> FailureCode? {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if words.contains("username or password is incorrect")
            || words.contains("incorrect public/private key")
        {
            return .signInRefused
        }
        if words.contains("connectwise management id error") { return .managedIDMissing }
        if words.contains("you do not have security permission to perform this action") {
            return .permissionMissing
        }
        return nil
    }
}
