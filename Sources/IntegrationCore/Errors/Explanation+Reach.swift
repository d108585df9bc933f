extension FailureCode {
    /// Network, certificates, load and unclear answers.
    var reachExplanation: Explanation {
        switch self {
        case .certificateNotTrusted:
            Explanation(
                self, "The server's certificate is not trusted.",
                cause: "The certificate is expired, names another host, or comes from an authority"
                    + " this machine does not know.",
                remedy: [
                    "See that the site URL in Setup (9) names the host of the certificate.",
                    "For an own authority enter its PEM file as CA file"
                        + " (or: credentials set --ca-file PEM).",
                    "Press t to test the connection.",
                ], mendsItself: true)
        case .hostNotConfirmed:
            Explanation(
                self, "The host is outside ConnectWise's cloud and nobody confirmed it.",
                cause: "Keys are sent only to ConnectWise's own hosts and to hosts that an"
                    + " operator confirmed once.",
                remedy: [
                    "Check the site URL in Setup (9), letter by letter.",
                    "If it is your own server, save and confirm the question"
                        + " (or: credentials set --on-premises).",
                ])
        case .rateLimited:
            Explanation(
                self, "ConnectWise asked for fewer requests.",
                cause: "Too many requests reached the site within a minute, ours or those of other"
                    + " integrations, or the partner's own budget is used up for this minute.",
                remedy: [
                    "Wait: the push is repeated when ConnectWise allows it.",
                    "If it stays, lower the requests per minute"
                        + " (settings set requestsPerMinute=400).",
                ], mendsItself: true)
        case .serverError:
            Explanation(
                self, "ConnectWise had an error of its own.",
                cause: "The server or a gateway before it answered with a 5xx status.",
                remedy: [
                    "Wait: the push is repeated by itself for 48 hours.",
                    "If it stays, give ConnectWise's support the request id shown with the"
                        + " request.",
                ], mendsItself: true)
        case .outcomeUnknown:
            Explanation(
                self, "No clear answer: the record may have been created.",
                cause: "The connection ended, or a gateway gave up, after the request had left.",
                remedy: [
                    "Wait: the record is looked for 5, 20, 50 and 110 seconds after the request,"
                        + " and only created again when it is not there.",
                    "Nothing is ever sent twice blindly; no duplicate will appear.",
                ], mendsItself: true)
        case .redirected:
            Explanation(
                self, "The server wants to send us to another address.",
                cause: "Redirects are not followed, because keys would go to a host that nobody"
                    + " chose.",
                remedy: [
                    "Open Setup (9) and enter the address that the detail names, if it is yours.",
                    "Press t to test the connection.",
                ], mendsItself: true)
        case .notFound:
            Explanation(
                self, "ConnectWise does not find the record.",
                cause: "It was deleted, or it is hidden from the API member (a board or location"
                    + " the member may not see).",
                remedy: [
                    "Look for the record in ConnectWise with the id in the detail.",
                    "In System > API Members see that no service board is excluded for the"
                        + " member.",
                    "Press r to reprocess.",
                ])
        default:
            Explanation(
                self, "ConnectWise cannot be reached.",
                cause: "The name is not known, the port is closed, a firewall is between, or the"
                    + " server does not answer in time.",
                remedy: [
                    "Open Setup (9) and press t: the first stage that fails says where it ends"
                        + " (or: credentials test).",
                    "See that this machine reaches the host of the site URL on port 443.",
                    "Wait: the push is repeated by itself for 48 hours.",
                ], mendsItself: true)
        }
    }

    /// Answers and ends that nobody expected.
    var unexpectedExplanation: Explanation {
        switch self {
        case .invalidRequest:
            Explanation(
                self, "ConnectWise refused the values of the request.",
                cause: "A field is not what this ConnectWise accepts; its own error list stands"
                    + " below, with field names.",
                remedy: [
                    "Press enter and read which field ConnectWise names.",
                    "Mend the rule, the mapping or the record in ConnectWise that it comes from"
                        + " (cwconsole rules, cwconsole customers).",
                    "Press r to reprocess.",
                ])
        case .requestNotUnderstood:
            Explanation(
                self, "ConnectWise could not read the request.",
                cause: "It answered 500 \"Error converting value\": either a fault of this program,"
                    + " or a ConnectWise version that reads a field otherwise. Nothing was"
                    + " changed, and nothing in your set-up causes it.",
                remedy: [
                    "Press r to reprocess once: it is safe, and when the fault passes (as the one"
                        + " in the demo does) that is all.",
                    "If it fails again, open Setup (9), press t and note the ConnectWise version.",
                    "Report it with that version and the request id: press enter on the"
                        + " notification.",
                ])
        case .unreadableAnswer:
            Explanation(
                self, "ConnectWise's answer cannot be read.",
                cause: "The answer is not the JSON that was asked for; often a proxy or a log-in"
                    + " page answers instead.",
                remedy: [
                    "Press enter and read the first words of the answer.",
                    "Open Setup (9) and press t to test the connection.",
                    "Wait: the push is repeated by itself for 48 hours.",
                ], mendsItself: true)
        case .repeatedCrash:
            Explanation(
                self, "The program ended five times while doing this push.",
                cause: "Either the machine went down each time, or this push makes the program"
                    + " fail; it is put aside so that the others go on.",
                remedy: [
                    "Read the log of the service for the last lines before each end.",
                    "Press r to try it once more.",
                    "Report it with the notification's number if it ends again.",
                ])
        default:
            Explanation(
                self, "Something happened that the program does not know.",
                cause: "The detail holds the words of whatever reported it.",
                remedy: [
                    "Press enter and read the requests.",
                    "Press r to try it once more.",
                    "Report it with the notification's number if it fails again.",
                ])
        }
    }
}
