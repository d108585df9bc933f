import IntegrationCore

/// How everything stands.
struct OverviewState: Equatable, Sendable {
    /// The figures as last read; nil before the first answer.
    var reading: OverviewReading?
    /// Index of the line under the cursor among the things that need somebody.
    var cursor = 0
}

/// The overview's figures, and what else one needs to judge them.
struct OverviewReading: Equatable, Sendable {
    /// The figures, why pushes are held, and whether there are credentials that are switched on.
    var figures: Overview, circuit: OpenCircuit?, hasCredentials: Bool, isOn: Bool
    /// The host that is talked to; empty before the first save.
    var host: String
    /// The prefix of Managed IDs.
    var prefix: String
}

/// Something that needs somebody, and where it is put right.
struct Concern: Equatable, Sendable {
    /// How bad it is, in one sentence, and what to do.
    var isError: Bool, sentence: String, remedy: String
    /// Where enter goes; nil when only a command helps.
    var target: Pane?
    /// The repair that it is about.
    var repair: RepairRecord?
}

extension AppState {
    /// What needs somebody, worst first.
    var concerns: [Concern] {
        guard let reading = overview.reading else { return [] }
        return (siteConcerns(reading) + repairConcerns + workConcerns(reading.figures))
            .enumerated()
            .sorted { ($0.1.isError ? 0 : 1, $0.0) < ($1.1.isError ? 0 : 1, $1.0) }
            .map(\.1)
    }

    private func siteConcerns(_ reading: OverviewReading) -> [Concern] {
        var list: [Concern] = []
        if case .nowhere(let reason) = place.engine {
            list.append(
                Concern(
                    isError: true, sentence: "No engine runs: \(reason)",
                    remedy: "pushes wait until `cwconsole engine` runs", target: nil))
        }
        if !reading.hasCredentials {
            list.append(
                Concern(
                    isError: true, sentence: "No ConnectWise credentials yet",
                    remedy: "type them in Setup, test the connection, save", target: .setup))
        } else if !reading.isOn {
            list.append(
                Concern(
                    isError: false, sentence: "ConnectWise PSA is switched off",
                    remedy: "switch it on in Setup; pushes wait until then", target: .setup))
        }
        if let circuit = reading.circuit {
            let explanation = circuit.failure.explanation
            list.append(
                Concern(
                    isError: true, sentence: "Pushes are held: \(explanation.sentence)",
                    remedy: explanation.remedy.first ?? "look at Setup", target: .setup))
        }
        let failed = doctor.report?.count(.failed) ?? 0
        if failed > 0 {
            list.append(
                Concern(
                    isError: true,
                    sentence: Formatting.count(
                        failed, "setup check that fails", "setup checks that fail"),
                    remedy: "press D in Setup: each says how to fix it", target: .setup))
        }
        return list
    }

    private func workConcerns(_ figures: Overview) -> [Concern] {
        var list: [Concern] = []
        let failed = figures.byState[.failed] ?? 0
        if failed > 0 {
            list.append(
                Concern(
                    isError: true, sentence: Formatting.count(failed, "failed notification"),
                    remedy: "read the cause, follow the remedy, press r", target: .failed))
        }
        if figures.ticketRules + figures.synchronizeRules == 0 {
            list.append(
                Concern(
                    isError: true, sentence: "No notification rule: events cause nothing",
                    remedy: "add one that opens tickets in Rules (8)", target: .rules))
        } else if figures.synchronizeRules == 0 {
            list.append(
                Concern(
                    isError: false, sentence: "No synchronize rule: statistics never move",
                    remedy: "add one in Rules (8)", target: .rules))
        }
        if figures.waitingSourceCustomers > 0 {
            let count = Formatting.count(figures.waitingSourceCustomers, "source customer")
            list.append(
                Concern(
                    isError: false, sentence: "\(count) not linked, their events wait",
                    remedy: "link them in Customers (4)", target: .customers))
        }
        if figures.conflicts > 0 {
            let count = Formatting.count(figures.conflicts, "conflicting event")
            list.append(
                Concern(
                    isError: false, sentence: "\(count) put aside",
                    remedy: "cwconsole events conflicts", target: nil))
        }
        if figures.unmappedCustomers > 0 {
            let count = Formatting.count(figures.unmappedCustomers, "customer")
            list.append(
                Concern(
                    isError: false, sentence: "\(count) without a ConnectWise company",
                    remedy: "map them in Customers (4)", target: .customers))
        }
        return list
    }
}
