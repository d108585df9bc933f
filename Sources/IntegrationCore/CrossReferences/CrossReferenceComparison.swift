/// Compares a partner's cross-references with ConnectWise's rows; pure (product.md 6).
///
/// ConnectWise matches Level and Type exactly and case-sensitively, so a row that differs in case
/// or blanks is as good as none, and is mended rather than doubled.
struct CrossReferenceComparison {
    /// What ConnectWise has.
    struct Facts {
        /// The managed devices integration of the partner's solution; nil when there is none.
        var integration: NamedReference?
        /// Why there is no integration.
        var absence = ""
        /// Its rows, inactive ones included.
        var rows: [ConnectWise.IntegrationCrossReference] = []
        /// The products that ours name; one that is not there is missing in the catalog.
        var products: [Int64: ConnectWise.CatalogItem] = [:]
        var configurationTypes: [ConnectWise.ConfigurationType] = []
        var agreementTypes: [ConnectWise.AgreementType] = []
        /// Where a product stands on agreements without the Managed ID, in words.
        var flatLines: [Int64: [String]] = [:]

        /// Notes where products stand without the Managed ID of the company's customer.
        mutating func note(_ companies: [CustomerAdditions], prefix: String, at now: Timestamp) {
            for company in companies {
                let managedID = ManagedID(prefix: prefix, number: company.customer.number)
                let name = company.customer.companyName ?? company.customer.name
                // The line of another Managed ID is a stray or a neighbour's, and no flat fee.
                let flat = company.lines.filter {
                    $0.addition.isInForce(at: now)
                        && ManagedID($0.addition.serialNumber, prefix: prefix) == nil
                }
                let agreements = Dictionary(grouping: flat) { $0.addition.product?.id ?? 0 }
                for (product, lines) in agreements {
                    let agreement = lines.first?.agreement.name ?? ""
                    flatLines[product, default: []].append(
                        "agreement \(agreement.oneLine(limit: 60)) of \(name.oneLine(limit: 60)) "
                            + "without the serial number \(managedID)")
                }
            }
        }
    }

    let facts: Facts
    private let references: [CrossReference]
    private let ours: Set<[String]>

    init(_ references: [CrossReference], _ facts: Facts) {
        self.references = references
        self.facts = facts
        ours = Set(references.map { [$0.level, $0.type] })
    }

    /// One finding for each of ours, in their order.
    var findings: [CrossReferenceReport.Finding] {
        references.map { reference in
            var finding = finding(reference)
            finding.flatFeeWarning = flatFeeWarning(reference)
            // A flat-fee product must not be cross-referenced: nothing is made that refers to it.
            if reference.isFlatFee { finding.steps = [] }
            return finding
        }
    }

    /// Rows that are none of ours and like none of ours; they are left alone.
    var foreign: [String] {
        let near = Set(references.flatMap(nearMisses).map(\.id))
        return facts.rows.filter { !isOurs($0) && !near.contains($0.id) }.map(Self.words)
    }

    // MARK: - One of ours

    private func finding(_ reference: CrossReference) -> CrossReferenceReport.Finding {
        func found(
            _ verdict: CrossReferenceReport.Verdict, _ detail: String, _ steps: [RepairStep] = []
        ) -> CrossReferenceReport.Finding {
            CrossReferenceReport.Finding(
                reference: reference.id, verdict: verdict, detail: detail, steps: steps)
        }
        guard reference.bills else { return found(.notBilled, "") }
        let exact = facts.rows.filter {
            $0.vendorLevel == reference.level && $0.vendorType == reference.type
        }.sorted { $0.id < $1.id }
        guard let product = reference.product else {
            let known = exact.first { $0.product?.id != nil }?.product
            let hint = known.map { "; ConnectWise's row has \($0.name)" } ?? ""
            return found(.productNotPicked, "no product was picked" + hint.oneLine(limit: 200))
        }
        if let trouble = productTrouble(product) { return found(.productMissing, trouble) }
        guard let integration = facts.integration else { return found(.missing, facts.absence) }
        let wanted: Wanted
        switch self.wanted(reference, product, in: integration) {
        case .success(let value): wanted = value
        case .failure(let unknown): return found(.typesDiffer, unknown.sentence)
        }
        let active = exact.filter { !$0.isInactive }
        if let oldest = active.first, active.count > 1 {
            return found(
                .duplicate,
                "rows \(Self.ids(active)) are the same; the oldest, \(oldest.id), stays",
                change(oldest, wanted)
                    + active.dropFirst().map { delete($0, keeping: oldest, wanted) })
        }
        if let row = active.first {
            let differences = wanted.differences(from: row)
            if differences.isEmpty { return found(.matched, "row \(row.id)") }
            let isProduct = differences.contains { $0.field == "product" }
            return found(
                isProduct ? .productDiffers : .typesDiffer,
                "row \(row.id) has " + differences.map(\.words).joined(separator: ", "),
                change(row, wanted))
        }
        if let row = exact.first {
            return found(.inactive, "row \(row.id) is switched off", change(row, wanted))
        }
        // An active one before a switched-off one, the older before the younger.
        let near = nearMisses(reference).sorted {
            $0.isInactive != $1.isInactive ? $1.isInactive : $0.id < $1.id
        }
        if let row = near.first {
            return found(
                .nearMiss,
                near.map(Self.words).joined(separator: "; ")
                    + "; ours is '\(reference.level)' '\(reference.type)'", change(row, wanted))
        }
        return found(.missing, "no row has this Level and Type", [create(wanted)])
    }

    private func productTrouble(_ product: NamedReference) -> String? {
        guard let item = facts.products[product.id] else {
            return "the catalog has no product \(product.id) \(product.name.oneLine(limit: 80))"
        }
        guard item.isInactive else { return nil }
        return "product \(item.identifier.oneLine(limit: 80)) is inactive in the catalog"
    }

    private func flatFeeWarning(_ reference: CrossReference) -> String? {
        guard reference.bills else { return nil }
        if reference.isFlatFee {
            return "It is chosen as flat fee; a flat-fee product must not be cross-referenced, "
                + "because its quantity would be overwritten. Pick the per-unit product."
        }
        guard let product = reference.product, let lines = facts.flatLines[product.id],
            let line = lines.first
        else { return nil }
        let more = lines.count > 1 ? " and at \(lines.count - 1) more" : ""
        return "\(product.name.oneLine(limit: 80)) is on \(line)\(more); if it is a flat fee "
            + "there, pick the per-unit product, else set the Managed ID as serial number."
    }

    // MARK: - Rows

    private func isOurs(_ row: ConnectWise.IntegrationCrossReference) -> Bool {
        ours.contains([row.vendorLevel, row.vendorType])
    }

    /// Rows that are like ours but for case and blanks, and are not another one of ours.
    private func nearMisses(
        _ reference: CrossReference
    ) -> [ConnectWise.IntegrationCrossReference] {
        let key = [reference.level.comparable, reference.type.comparable]
        return facts.rows.filter {
            !isOurs($0) && [$0.vendorLevel.comparable, $0.vendorType.comparable] == key
        }
    }

    private static func words(_ row: ConnectWise.IntegrationCrossReference) -> String {
        // Quoted and not trimmed, so that a blank at an end can be seen.
        let (level, type) = (Sanitizer.clean(row.vendorLevel), Sanitizer.clean(row.vendorType))
        return "row \(row.id) '\(level.prefix(80))' '\(type.prefix(80))'"
            + (row.isInactive ? " (inactive)" : "")
    }

    private static func ids(_ rows: [ConnectWise.IntegrationCrossReference]) -> String {
        rows.map { String($0.id) }.joined(separator: " and ")
    }
}
