import ArgumentParser

/// `cwconsole`: the console, and everything it does as commands.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cwconsole",
        abstract: "Pushes what backup products report into ConnectWise PSA.",
        discussion: """
            Without a subcommand the console opens; it needs a terminal. Exit codes: 0 done, \
            1 done with failures, 2 wrong usage or configuration, 3 store unusable, \
            4 ConnectWise unreachable or refused.
            """,
        version: "1.0.0",
        subcommands: [
            DemoCommand.self, EngineCommand.self, IngestCommand.self, PartnerCommand.self,
            CredentialsCommand.self, SettingsCommand.self, CustomersCommand.self,
            ManagedIDsCommand.self, RulesCommand.self, EventsCommand.self,
            NotificationsCommand.self, ReprocessCommand.self, AuditCommand.self,
            DoctorCommand.self, SandboxCommand.self,
        ])

    @OptionGroup var common: CommonOptions
    @OptionGroup var look: LookOptions
}
