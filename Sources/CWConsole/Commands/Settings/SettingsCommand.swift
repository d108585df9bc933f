import ArgumentParser
import IntegrationCore

/// `settings`: the integration setup (product.md 4).
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "The integration setup.",
        subcommands: [
            SettingsShow.self, SettingsSet.self, SettingsExport.self, SettingsDiff.self,
            SettingsImport.self,
        ])
}

/// `settings show`.
struct SettingsShow: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the settings.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        try await ledger.settings(partner.id).value.print(to: session.output)
        return .done
    }
}

/// `settings set KEY=VALUE ...`: all of them or none.
struct SettingsSet: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change settings; all of them or none.",
        discussion: SettingField.all.map { "\($0.name): \($0.accepts)" }
            .joined(separator: "\n"))

    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("A setting and its value.", valueName: "key=value"))
    var changes: [String]

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let stored = try await ledger.settings(partner.id)
        var settings = stored.value
        for change in changes { try Self.apply(change, to: &settings) }
        try await ledger.saveSettings(
            settings, version: stored.version, partner: partner.id, by: session.user,
            now: session.time.now())
        settings.print(to: session.output)
        return .done
    }

    private static func apply(_ change: String, to settings: inout IntegrationSettings) throws {
        let parts = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let key = parts.first, let value = parts.last else {
            throw Problem.usage("'\(change)' sets nothing; write it as KEY=VALUE.")
        }
        let field = SettingField.all.first { $0.name.lowercased() == key.lowercased() }
        guard let field else {
            throw Problem.usage(
                "There is no setting '\(key)'. Settings: "
                    + SettingField.all.map(\.name).joined(separator: ", ") + ".")
        }
        guard field.take(String(value), &settings) else {
            throw Problem.usage(
                "'\(value)' is no value for \(field.name); it takes \(field.accepts).")
        }
    }
}

extension IntegrationSettings {
    fileprivate func print(to output: Output) {
        let values = SettingField.all.map { ($0.name, $0.show(self)) }
        output.result(
            .object(Dictionary(values, uniquingKeysWith: { first, _ in first })),
            FactSheet.text(values.map { ($0, $1.string ?? $1.text) }))
    }
}
