import ArgumentParser

/// The options that every command takes.
struct CommonOptions: ParsableArguments {
    /// The store's file; `STORE` in the environment variable `CWCONSOLE_STORE` stands for it.
    @Option(
        help: ArgumentHelp(
            "The store: a file. Default: $CWCONSOLE_STORE, else "
                + "$XDG_DATA_HOME/cwconsole/console.db.",
            valueName: "file"))
    var store: String?

    /// The partner's name or row number.
    @Option(help: ArgumentHelp("The partner. Default: the only one.", valueName: "name"))
    var partner: String?

    /// One JSON document on stdout instead of text.
    @Flag(help: "Print exactly one JSON document; messages go to stderr.")
    var json = false
}
