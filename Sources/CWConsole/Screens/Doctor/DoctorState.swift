import IntegrationCore
import TUIWidgets

/// The doctor: what it found, and the finding under the cursor.
struct DoctorState: Equatable, Sendable {
    /// The last report, and what a running visit has found so far.
    var report: DoctorReport?, found: [DoctorFinding] = []
    /// Index of the finding under the cursor, and how far its text is scrolled.
    var cursor = 0, offset = 0
    /// The repairs of a finding under review.
    var review: PlanReview?
    /// The check to look at again when the repair is over.
    var again: DoctorCheck?

    /// A report older than this is marked as stale.
    static let freshness = Duration.seconds(86_400)
}

extension AppState {
    /// The findings to show: those of the running visit take the place of older ones.
    var doctorFindings: [DoctorFinding] {
        guard let run = jobs[.doctor], run.isRunning else { return doctor.report?.findings ?? [] }
        return DoctorReport(startedAt: run.startedAt, by: place.user, findings: doctor.found)
            .over(doctor.report, checked: Set(doctor.found.map(\.check))).findings
    }

    /// Whether the doctor's part of Setup is open.
    var showsDoctor: Bool { setup.part == .doctor }

    /// The finding under the cursor.
    var currentFinding: DoctorFinding? {
        let all = doctorFindings
        return all.indices.contains(doctor.cursor) ? all[doctor.cursor] : nil
    }

    /// Why the report is not to be relied on; nil when it is.
    var doctorReportIsStale: Bool {
        guard let report = doctor.report else { return false }
        if let savedAt = setup.saved?.savedAt, savedAt > report.startedAt { return true }
        return now - report.startedAt > DoctorState.freshness
    }
}

extension Refusal {
    static func doctor(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) { return reason }
        return state.jobs[.doctor]?.isRunning == true ? "it is at work; Esc stops it" : nil
    }

    static func fix(_ state: AppState) -> String? {
        if let reason = Refusal.needs(.manager, state) { return reason }
        guard state.showsDoctor else { return "run the doctor with D first" }
        if state.jobs[.doctor]?.isRunning == true { return "wait for the doctor, or Esc stops it" }
        if state.jobs[.repair]?.isRunning == true { return "a repair is under way" }
        guard let finding = state.currentFinding else { return "no finding under the cursor" }
        return finding.repairs.isEmpty
            ? "nothing here that the API can repair; follow the steps" : nil
    }
}
