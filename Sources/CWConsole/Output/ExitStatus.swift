/// How the program ends; the one table of exit codes (product.md 13).
enum ExitStatus: Int32, CaseIterable {
    /// Everything asked for was done.
    case done = 0
    /// Done, and some of it failed or was refused.
    case doneWithFailures = 1
    /// Wrong usage or configuration.
    case usage = 2
    /// The store cannot be used.
    case storeUnusable = 3
    /// ConnectWise cannot be reached, or refused.
    case connectWiseRefused = 4
}
