extension FailureCode {
    /// The ConnectWise Management ID errors (product.md 8) and what statistics need besides.
    var managedIDExplanation: Explanation {
        let check = "Press r to reprocess, R for all with this cause."
        // What is only missing is added; the rest can be repaired too.
        let isOnlyMissing = [.managedIDMissing, .managedIDSecondMissing].contains(self)
        let repair =
            isOnlyMissing
            ? [] : ["Or see the repair and confirm it: cwconsole managed-ids repair ID."]
        let rule =
            "A company needs two entries with the same Managed ID, in this order:"
            + " 1 Workstations and Servers, 2 Backup Stats."
        func managedID(_ sentence: String, _ cause: String, _ steps: String...) -> Explanation {
            Explanation(
                self, "ConnectWise Management ID error: \(sentence)", cause: "\(cause) \(rule)",
                remedy: steps + repair + [check])
        }
        let open = "See both entries in Managed IDs (5); c checks them."
        switch self {
        case .managedIDSecondMissing:
            return managedID(
                "the second entry, Backup Stats, is missing.",
                "Only the Workstations and Servers entry is there.", open,
                "Press f there to add the second one, or: cwconsole managed-ids add ID.")
        case .managedIDFirstMissing:
            return managedID(
                "the first entry, Workstations and Servers, is missing.",
                "Only the Backup Stats entry is there; an entry added now would come second.",
                open,
                "Press f there: it shows the requests that make both anew, in order.")
        case .managedIDSwitched:
            return managedID(
                "the two entries are switched.",
                "Backup Stats was made before Workstations and Servers; the wrong order breaks"
                    + " the data flow in ConnectWise.", open,
                "Press f there: it shows the requests that make both anew, in order.")
        case .managedIDAgreementSet:
            return managedID(
                "an entry names an agreement.",
                "The agreement of both entries must be blank.", open,
                "Press f there, or clear the entry's Agreement in ConnectWise.")
        case .managedIDDiffers:
            return managedID(
                "the two entries have different Managed IDs.",
                "One of them belongs to another customer or is misspelt.", open,
                "Press f there, or write the customer's Managed ID into both entries.")
        case .managedIDWrongSolution:
            return managedID(
                "an entry names another management solution.",
                "Both must name the solution that is set in Setup (9).", open,
                "Press f there to use the solution of Setup (9) in both entries, or correct the"
                    + " Management Solution Name in Setup.")
        case .managedIDDuplicate:
            return managedID(
                "an entry exists more than once.",
                "ConnectWise may fill either of them.", open,
                "Press f there, or delete the entries that are too many, the youngest first.")
        case .managedIDNearMiss:
            return managedID(
                "an entry's Managed ID differs only in case or blanks.",
                "ConnectWise compares Managed IDs letter by letter.", open,
                "Press f there, or write the Managed ID exactly as the detail shows it.")
        case .managedIDElsewhere:
            return managedID(
                "another company carries the same Managed ID.",
                "ConnectWise cannot tell which of the companies the figures are for.", open,
                "See that the customer is mapped to the right company, then repair it:"
                    + " cwconsole managed-ids repair ID, or",
                "in ConnectWise delete the entries of the wrong company.")
        case .solutionNotFound:
            return Explanation(
                self, "The management solution is not there.",
                cause: "No management solution has the name that is set in Setup (9); the name"
                    + " is compared letter by letter.",
                remedy: [
                    "In ConnectWise open System > Setup Tables > Management IT and add the"
                        + " solution, type Custom.",
                    "Or open Setup (9) and correct the Management Solution Name.", check,
                ])
        case .configurationTypeNotFound:
            return Explanation(
                self, "The configuration type Backup Stats is not there.",
                cause: "Monthly figures are kept as configurations of the type Backup Stats, which"
                    + " this ConnectWise does not have or has inactive.",
                remedy: [
                    "In ConnectWise open System > Setup Tables > Configuration and add the type"
                        + " Backup Stats.",
                    "Or send the counters only (settings set statisticsTarget=counters).", check,
                ])
        default:
            return managedID(
                "the company has no Managed ID entries.",
                "Without them ConnectWise has no place for backup statistics.", open,
                "Press a there to add both in order, or: cwconsole managed-ids add ID.")
        }
    }
}
