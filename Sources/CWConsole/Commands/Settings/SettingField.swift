import IntegrationCore

/// A setting by its name on the command line: how it is read, shown and documented.
struct SettingField: Sendable {
    /// The name, and what is accepted.
    let name: String, accepts: String
    /// The value as text and as `--json` says it.
    let show: @Sendable (IntegrationSettings) -> JSONValue
    /// Takes a value; false when it is not accepted.
    let take: @Sendable (String, inout IntegrationSettings) -> Bool

    /// Every setting, in the order of the setup screen.
    static let all: [SettingField] = [
        .flag("updateBackupStatistics", \.updatesStatistics),
        .flag("updateInvoiceDescriptions", \.updatesInvoiceDescriptions),
        SettingField(
            name: "managedIdPrefix", accepts: "1 to 20 letters, digits or hyphens",
            show: { .string($0.managedIDPrefix) },
            take: { text, settings in
                guard IntegrationSettings.isPrefix(text) else { return false }
                settings.managedIDPrefix = text
                return true
            }),
        .choice("statisticsTarget", \.statisticsTarget),
        .choice("gbBase", \.gigabyteBase),
        .choice("gbRounding", \.gigabyteRounding),
        .flag("virtualMachinesAreServers", \.countsVirtualMachinesAsServers),
        .flag("billTrials", \.billsTrials),
        .choice("vanishedUsage", \.vanishedUsage),
        .choice("billingMode", \.billingMode),
        .number("guardPercent", \.guardPercent, IntegrationSettings.guardPercents),
        .number("guardUnits", \.guardUnits, IntegrationSettings.guardUnitCounts),
        .number("windowHours", \.windowHours, IntegrationSettings.windows),
        .number("requestsPerMinute", \.requestsPerMinute, IntegrationSettings.requestRates),
    ]

    private static func flag(
        _ name: String, _ path: any WritableKeyPath<IntegrationSettings, Bool> & Sendable
    ) -> SettingField {
        SettingField(
            name: name, accepts: "yes or no", show: { .bool($0[keyPath: path]) },
            take: { text, settings in
                let words = ["yes": true, "true": true, "on": true] as [String: Bool]
                let refusals = ["no": false, "false": false, "off": false] as [String: Bool]
                guard let value = words[text.lowercased()] ?? refusals[text.lowercased()] else {
                    return false
                }
                settings[keyPath: path] = value
                return true
            })
    }

    private static func number(
        _ name: String, _ path: any WritableKeyPath<IntegrationSettings, Int> & Sendable,
        _ range: ClosedRange<Int>
    ) -> SettingField {
        SettingField(
            name: name, accepts: "\(range.lowerBound) to \(range.upperBound)",
            show: { .count($0[keyPath: path]) },
            take: { text, settings in
                guard let value = Int(text), range.contains(value) else { return false }
                settings[keyPath: path] = value
                return true
            })
    }

    private static func choice<Choice>(
        _ name: String, _ path: any WritableKeyPath<IntegrationSettings, Choice> & Sendable
    ) -> SettingField
    where Choice: RawRepresentable<String> & CaseIterable & Sendable {
        SettingField(
            name: name, accepts: Choice.allCases.map(\.rawValue).joined(separator: ", "),
            show: { .string($0[keyPath: path].rawValue) },
            take: { text, settings in
                guard let value = Choice(rawValue: text) else { return false }
                settings[keyPath: path] = value
                return true
            })
    }
}
