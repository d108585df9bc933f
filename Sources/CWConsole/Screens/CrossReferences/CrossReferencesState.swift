import IntegrationCore
import TUIWidgets

/// The pane of cross-references: the twelve services and the partner's own.
struct CrossReferencesState: Equatable, Sendable {
    /// What is saved; nil before it was read.
    private(set) var saved: SavedReferences?
    /// Cursor and scroll position, by the name of the service.
    var table = TableState<String>()
    /// The detail of the service under the cursor.
    var view = DetailState()
    /// Planned repairs under review.
    var review: PlanReview?
    /// What the last check found, and the cross-references that it looked at.
    private(set) var report: CrossReferenceReport?
    private var checked: [String: CrossReference] = [:]

    /// The services, in order.
    var references: [CrossReference] { saved?.references ?? [] }

    /// The service under the cursor.
    var current: CrossReference? {
        guard let index = table.cursorIndex, references.indices.contains(index) else { return nil }
        return references[index]
    }

    /// What the last check found about a service; nil when it was changed since.
    func finding(_ reference: CrossReference) -> CrossReferenceReport.Finding? {
        guard checked[reference.id] == reference else { return nil }
        return report?.findings.first { $0.reference == reference.id }
    }

    /// The requests for everything that is wrong, as far as it is as it was checked; nil for none.
    var repair: RepairPlan? {
        guard var report else { return nil }
        report.findings = references.compactMap(finding)
        return report.repair
    }

    /// Takes over what is saved.
    mutating func take(_ saved: SavedReferences) {
        self.saved = saved
        table.refresh(saved.references.map(\.id))
    }

    /// Takes over what a check found about the services as they are.
    mutating func take(_ report: CrossReferenceReport) {
        self.report = report
        checked = Dictionary(references.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }
}
