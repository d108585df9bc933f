import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command of the doctor's part of Setup out.
    mutating func runOnDoctor(_ id: CommandID) -> [ScreenEffect] {
        switch id {
        case .runDoctor: return startDoctor(Set(DoctorCheck.allCases))
        case .fix:
            guard let finding = currentFinding, !finding.repairs.isEmpty else { return [] }
            doctor.review = PlanReview(plans: finding.repairs, check: finding.check)
        default:
            guard let movement = id.movement else { return [] }
            let last = max(0, doctorFindings.count - 1)
            if case .pages = movement {
                let area = DoctorView.areas(layout.main).detail
                let text = TextPane(lines: DoctorView.detail(self, .unicode))
                doctor.offset = Scrolling.moved(
                    doctor.offset, movement, last: text.lastOffset(in: area), page: area.rows)
            } else {
                doctor.cursor = Scrolling.moved(doctor.cursor, movement, last: last, page: 1)
                doctor.offset = 0
            }
        }
        return []
    }

    private mutating func startDoctor(_ checks: Set<DoctorCheck>) -> [ScreenEffect] {
        doctor.found = []
        return jobs.begin(.doctor(checks), now: now).map { [$0] } ?? []
    }

    /// Takes news of the doctor over.
    mutating func takeDoctorNews(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] {
        switch news {
        case .finding(let finding): doctor.found.append(finding)
        case .ended(let trouble):
            guard case .doctor(let checks) = run.job else { return [] }
            let looked = run.wasStopped ? Set(doctor.found.map(\.check)) : checks
            if !looked.isEmpty {
                doctor.report = DoctorReport(
                    startedAt: run.startedAt, endedAt: run.wasStopped ? nil : now, by: place.user,
                    findings: doctor.found
                ).over(doctor.report, checked: looked)
            }
            doctor.found = []
            reading.stale.insert(.report)
            tellDoctorEnd(trouble, run)
        default: break
        }
        doctor.cursor = min(doctor.cursor, max(0, doctorFindings.count - 1))
        return []
    }

    private mutating func tellDoctorEnd(_ trouble: String?, _ run: Jobs.Run) {
        if let trouble {
            tell("The doctor's report is not kept: \(trouble)", .error)
            return
        }
        let failed = doctor.report?.count(.failed) ?? 0
        let words = Formatting.count(failed, "failed check", "failed checks")
        if run.wasStopped {
            tell("the doctor was stopped; what it found is kept", .warning)
        } else if failed > 0 {
            tell("the doctor is done: \(words)", .warning)
        } else {
            tell("the doctor is done: nothing failed")
        }
    }

    /// Takes the kept report over; while there is none, what this console found stays.
    mutating func takeDoctorReport(_ report: DoctorReport?) {
        guard let report, jobs[.doctor]?.isRunning != true else { return }
        doctor.report = report
        doctor.cursor = min(doctor.cursor, max(0, report.findings.count - 1))
    }

    // MARK: - Repairs

    /// Sends the requests of repairs.
    mutating func startRepair(_ plans: [RepairPlan], then check: DoctorCheck) -> [ScreenEffect] {
        guard let start = jobs.begin(.repair(plans), now: now) else {
            tell("a repair is under way already; this one was not begun", .warning)
            return []
        }
        doctor.again = check
        return [start]
    }

    /// Looks at a repaired check again; nil when the doctor has not asked for the repair.
    mutating func lookAgain() -> [ScreenEffect]? {
        guard let check = doctor.again else { return nil }
        doctor.again = nil
        return startDoctor([check])
    }
}
