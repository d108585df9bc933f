import IntegrationCore
import TUIWidgets

/// The integration settings of product.md section 4, but for *bill this service*.
enum SettingsForm: FormRoom {
    static func items(_ kind: FormKind, in state: AppState) -> [FormItem]? {
        guard let settings = state.setup.settings?.settings else { return nil }
        return items(settings)
    }

    /// The items that show some settings.
    static func items(_ settings: IntegrationSettings) -> [FormItem] {
        [
            FormItem(
                "statistics", "Update Backup Statistics", .check(settings.updatesStatistics),
                help: "Whether figures of backups are written to ConnectWise."),
            FormItem(
                "invoices", "Update Invoice Descriptions",
                .check(settings.updatesInvoiceDescriptions),
                help: "Whether the invoice text of an addition names the usage it was billed for."),
            FormItem(
                "prefix", "Managed ID prefix",
                .text(TextFieldState(settings.managedIDPrefix, limit: 60)),
                help: "Stands before the number of every customer: EFS-19652."),
            choice(
                "target", "Statistics go to", settings.statisticsTarget,
                ["counters of the Managed ID entries", "a Backup Stats configuration", "both"],
                help: "Where the figures are written."),
            choice(
                "base", "A GB is", settings.gigabyteBase, ["10^9 bytes", "2^30 bytes"],
                help: "What quantities in GB are counted in."),
            choice(
                "rounding", "GB are rounded", settings.gigabyteRounding,
                ["not: two decimals", "up", "to the nearest"],
                help: "What happens to a fraction of a GB on the bill."),
            FormItem(
                "machines", "Virtual machines are servers",
                .check(settings.countsVirtualMachinesAsServers),
                help: "Whether they count as servers in statistics and billing."),
            FormItem(
                "trials", "Trials are billed", .check(settings.billsTrials),
                help: "Whether usage of trial accounts is billed."),
            choice(
                "vanished", "Without usage", settings.vanishedUsage,
                ["leave and warn", "push 0"],
                help: "What happens to the addition of a service that no longer has usage."),
            choice(
                "mode", "Billing", settings.billingMode, ["approve first", "automatic"],
                help: "Whether a manager approves quantities before they are pushed."),
            number(
                "percent", "Big change: percent", settings.guardPercent,
                help: "A change of more percent and more units needs approval in any mode."),
            number(
                "units", "Big change: units", settings.guardUnits,
                help: "A change of more percent and more units needs approval in any mode."),
            number(
                "window", "Window in hours", settings.windowHours,
                help: "A customer is synchronised once in so many hours; tickets never wait."),
            number(
                "requests", "Requests a minute", settings.requestsPerMinute,
                help: "The most requests in any rolling minute; ConnectWise allows 1,000."),
        ]
    }

    private static func choice<Choice: CaseIterable & Equatable>(
        _ id: String, _ label: String, _ value: Choice, _ words: [String], help: String
    ) -> FormItem {
        let index = Array(Choice.allCases).firstIndex(of: value) ?? 0
        return FormItem(id, label, .choice(words, index), help: help)
    }

    private static func number(
        _ id: String, _ label: String, _ value: Int, help: String
    ) -> FormItem {
        FormItem(id, label, .text(TextFieldState(String(value), limit: 20)), help: help)
    }

    /// What whole numbers are accepted.
    private static let ranges: [String: ClosedRange<Int>] = [
        "percent": IntegrationSettings.guardPercents,
        "units": IntegrationSettings.guardUnitCounts, "window": IntegrationSettings.windows,
        "requests": IntegrationSettings.requestRates,
    ]

    static func problems(of form: FormState, in state: AppState) -> [String: String] {
        var problems: [String: String] = [:]
        for (id, range) in ranges {
            guard let item = form[id], Int(item.text).map(range.contains) != true else { continue }
            problems[id] =
                "a whole number from \(range.lowerBound) to \(range.upperBound) is required"
        }
        let prefix = form["prefix"]?.text ?? ""
        if prefix.isEmpty {
            problems["prefix"] = "a prefix is required, such as EFS-"
        } else if !IntegrationSettings.isPrefix(prefix) {
            problems["prefix"] = "1 to 20 letters, digits or hyphens are accepted"
        }
        return problems
    }

    static func outcome(of form: FormState, in state: AppState) -> FormOutcome? {
        guard let saved = state.setup.settings else { return nil }
        var settings = saved.settings
        settings.updatesStatistics = form["statistics"]?.isOn ?? settings.updatesStatistics
        settings.updatesInvoiceDescriptions =
            form["invoices"]?.isOn ?? settings.updatesInvoiceDescriptions
        settings.managedIDPrefix = form["prefix"]?.text ?? settings.managedIDPrefix
        settings.countsVirtualMachinesAsServers =
            form["machines"]?.isOn ?? settings.countsVirtualMachinesAsServers
        settings.billsTrials = form["trials"]?.isOn ?? settings.billsTrials
        settings.statisticsTarget = chosen(form["target"]) ?? settings.statisticsTarget
        settings.gigabyteBase = chosen(form["base"]) ?? settings.gigabyteBase
        settings.gigabyteRounding = chosen(form["rounding"]) ?? settings.gigabyteRounding
        settings.vanishedUsage = chosen(form["vanished"]) ?? settings.vanishedUsage
        settings.billingMode = chosen(form["mode"]) ?? settings.billingMode
        settings.guardPercent = whole(form["percent"]) ?? settings.guardPercent
        settings.guardUnits = whole(form["units"]) ?? settings.guardUnits
        settings.windowHours = whole(form["window"]) ?? settings.windowHours
        settings.requestsPerMinute = whole(form["requests"]) ?? settings.requestsPerMinute
        return .change(.saveSettings(settings, version: saved.version))
    }

    private static func chosen<Choice: CaseIterable>(_ item: FormItem?) -> Choice? {
        let all = Array(Choice.allCases)
        return item.flatMap { all.indices.contains($0.index) ? all[$0.index] : nil }
    }

    private static func whole(_ item: FormItem?) -> Int? { item.flatMap { Int($0.text) } }
}

/// *Bill this service*, one box for each cross-reference.
enum BillingForm: FormRoom {
    static func items(_ kind: FormKind, in state: AppState) -> [FormItem]? {
        state.setup.references?.references.map { reference in
            FormItem(
                reference.id, "Bill \(reference.service)", .check(reference.bills),
                help: reference.product.map { "Billed as \($0.name)." }
                    ?? "No product is chosen yet: see Cross-refs (6).")
        }
    }

    static func problems(of form: FormState, in state: AppState) -> [String: String] { [:] }

    static func outcome(of form: FormState, in state: AppState) -> FormOutcome? {
        guard let saved = state.setup.references else { return nil }
        let references = saved.references.map { reference in
            var changed = reference
            changed.bills = form[reference.id]?.isOn ?? reference.bills
            return changed
        }
        return .change(.saveReferences(references, version: saved.version))
    }
}
