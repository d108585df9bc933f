extension FailureCode {
    /// Boards, statuses, companies and tickets that people changed.
    var ticketExplanation: Explanation {
        switch self {
        case .companyNotMapped:
            Explanation(
                self, "The customer is not mapped to a ConnectWise company.",
                cause: "Tickets and statistics belong to a company; nobody has chosen one for"
                    + " this customer yet.",
                remedy: [
                    "Press m in Customers (4) to map it, or:"
                        + " cwconsole customers map ID --company-id N.",
                    "What waited for it goes by itself after that.",
                ])
        case .companyInactive:
            Explanation(
                self, "The mapped ConnectWise company is inactive or deleted.",
                cause: "ConnectWise takes no tickets for a company that is inactive, deleted or in"
                    + " its recycle bin.",
                remedy: [
                    "In ConnectWise open the company and make it active, or",
                    "map another one with m in Customers (4), or:"
                        + " cwconsole customers map ID --company-id N.",
                    "Press r to reprocess.",
                ])
        case .boardNotFound:
            Explanation(
                self, "The board of the rule is not there, or hidden from the API member.",
                cause: "It was deleted or made inactive, or the member's excluded boards or"
                    + " location hide it.",
                remedy: [
                    "In ConnectWise open System > API Members and see that the board is not"
                        + " excluded.",
                    "Or make the rule anew with another board:"
                        + " cwconsole rules remove N, cwconsole rules add --board NAME.",
                    "Press r to reprocess.",
                ])
        case .statusNotFound:
            Explanation(
                self, "The board has no such status.",
                cause: "Statuses belong to one board; the status was removed or renamed, or the"
                    + " board has no status that closes.",
                remedy: [
                    "In ConnectWise open the board's Statuses; one must be Closed, and one for"
                        + " new tickets must be NotResponded or the default.",
                    "Or make the rule anew with other statuses: cwconsole rules remove N,"
                        + " cwconsole rules add --status NAME --close NAME.",
                    "Press r to reprocess.",
                ])
        case .summaryTooLong:
            Explanation(
                self, "ConnectWise finds the ticket's summary too long.",
                cause: "A summary has at most 100 characters; the program cuts it there, but this"
                    + " ConnectWise counts otherwise.",
                remedy: [
                    "Shorten the name of the device or the Managed ID prefix (Setup, 9).",
                    "Press r to reprocess.",
                ])
        case .ticketDrifted:
            Explanation(
                self, "People changed the ticket so that the program must not go on alone.",
                cause: "It was converted, merged away, or moved to where the API member cannot see"
                    + " it. No second ticket is made.",
                remedy: [
                    "Open the ticket in ConnectWise and see what became of it.",
                    "Move it back to a service board the API member sees, or clear the member's"
                        + " excluded boards (System > API Members).",
                    "Press r to reprocess.",
                ])
        case .severalTickets:
            Explanation(
                self, "ConnectWise has several records with this key.",
                cause: "Somebody copied a ticket with its external reference, or another program"
                    + " writes the same key. The oldest was adopted; nothing more is created.",
                remedy: [
                    "In ConnectWise search the tickets for the key in the detail.",
                    "Merge or close the copies, or clear their External XRef.",
                    "Press r to reprocess.",
                ])
        default:
            Explanation(
                self, "ConnectWise said yes but did not take the change.",
                cause: "ConnectWise can answer 200 without doing it, for example when a workflow"
                    + " rule or a required field of the board stands against it.",
                remedy: [
                    "Press enter and compare what was asked and what came back.",
                    "In ConnectWise look for workflow rules and required fields of the board.",
                    "Press r to reprocess.",
                ])
        }
    }
}
