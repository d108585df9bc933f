/// Cross-references, their products and flat fees, as `CrossReferenceComparison` finds them.
extension DoctorRound {
    mutating func crossReferences() async throws -> [DoctorFinding] {
        let findings = try await compared()
        guard references?.integration != nil else {
            throw Unchecked(
                reason: "There is no managed devices integration that could have any.",
                remedy: ["Put the check Managed devices integration right first."])
        }
        let wrong = findings.compactMap { reference, found -> DoctorFinding? in
            switch found.verdict {
            case .matched, .notBilled, .productMissing, .productNotPicked: nil
            case .nearMiss, .missing, .duplicate, .inactive, .productDiffers, .typesDiffer:
                finding(reference, found)
            }
        }
        guard wrong.isEmpty else { return wrong }
        let matched = findings.count { $0.1.verdict == .matched }
        guard matched == findings.count else {
            throw Unchecked(
                reason: "\(findings.count - matched) of \(findings.count) billed services have no"
                    + " product that could be cross-referenced.",
                remedy: ["Put the check Products right first."])
        }
        return [
            DoctorFinding(
                .crossReferences, .good,
                found: "All \(matched) billed services are cross-referenced.",
                expected: "Each billed service has one active cross-reference.")
        ]
    }

    mutating func products() async throws -> [DoctorFinding] {
        let wrong = try await compared().compactMap { reference, found -> DoctorFinding? in
            [.productMissing, .productNotPicked].contains(found.verdict)
                ? finding(reference, found) : nil
        }
        guard wrong.isEmpty else { return wrong }
        return [
            DoctorFinding(
                .products, .good, found: "The products of all billed services are there.",
                expected: "Each billed service has an active product of the catalog.")
        ]
    }

    mutating func flatFees() async throws -> [DoctorFinding] {
        let wrong = try await compared(with: companies()).compactMap { reference, found in
            found.flatFeeWarning.map { warning in
                DoctorFinding(
                    .flatFees, reference.isFlatFee ? .failed : .warning,
                    found: "\(reference.service): \(warning)",
                    expected: "Only the product that is billed per unit is cross-referenced.",
                    remedy: [
                        "Open Cross-refs (6) and pick the per-unit product of"
                            + " \(reference.service) with p.",
                        "Put what the flat fee covers into Less Included of the addition"
                            + " in ConnectWise.",
                    ])
            }
        }
        guard wrong.isEmpty else { return wrong }
        return [
            DoctorFinding(
                .flatFees, .good, found: "No billed product is a flat fee.",
                expected: "Only products that are billed per unit are cross-referenced.")
        ]
    }

    /// The billed services with what was found about each; ConnectWise's rows are read once.
    private mutating func compared(
        with additions: [CustomerAdditions] = []
    ) async throws -> [(CrossReference, CrossReferenceReport.Finding)] {
        let client = try signedIn()
        let billed = try billed()
        if references == nil {
            references = try await CrossReferenceInspector(client: client, time: time).facts(
                billed, solution: facts.site.solution)
        }
        guard var references else { return [] }
        references.note(additions, prefix: facts.settings.managedIDPrefix, at: now)
        return Array(zip(billed, CrossReferenceComparison(billed, references).findings))
    }

    private func finding(
        _ reference: CrossReference, _ found: CrossReferenceReport.Finding
    ) -> DoctorFinding {
        let isProduct = [.productMissing, .productNotPicked].contains(found.verdict)
        return DoctorFinding(
            isProduct ? .products : .crossReferences, .failed,
            found: "\(reference.service): \(found.verdict.sentence) \(found.detail).",
            expected: isProduct
                ? "An active product of the catalog, billed per \(reference.unit.rawValue)."
                : "One active cross-reference with Level \(reference.level), Type"
                    + " \(reference.type).",
            remedy: found.verdict.remedy(reference.service, isRepairable: !found.steps.isEmpty),
            repairs: found.steps.isEmpty
                ? []
                : [
                    RepairPlan(
                        title: "Cross-reference of \(reference.service)", steps: found.steps)
                ])
    }
}
