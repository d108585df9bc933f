/// The additions of a mapped customer's active agreements, as far as they matter.
struct CompanyAdditions {
    /// An addition of a cross-referenced product.
    struct Addition {
        var id: Int64, product: Int64, serialNumber: String
        /// The name of the agreement's type.
        var agreementType: String
        var cancelledAt: Timestamp?, effectiveAt: Timestamp?
    }

    var customer: Customer, agreements: Int, additions: [Addition]
}

/// Flat fees, agreements and additions.
extension DoctorRound {
    /// How a service stands for a customer.
    private enum Target {
        case one, nothing, several, cancelled, notYet
    }

    mutating func flatFees() async throws -> [DoctorFinding] {
        let billed = try billed()
        let companies = try await companies(billed)
        var findings: [DoctorFinding] = []
        for reference in billed {
            guard let product = reference.product else { continue }
            let flat = companies.filter { company in
                company.additions.contains { $0.product == product.id && $0.serialNumber.isEmpty }
            }
            guard reference.isFlatFee || !flat.isEmpty else { continue }
            let names = Self.names(flat.map { "\(facts.managedID($0.customer))" })
            findings.append(
                DoctorFinding(
                    .flatFees, reference.isFlatFee ? .failed : .warning,
                    found: reference.isFlatFee
                        ? "\(reference.service): its product is marked as a flat fee."
                        : "\(reference.service): its product is also a flat line of"
                            + " \(flat.count) companies (\(names)).",
                    expected: "Only the product that is billed per unit is cross-referenced.",
                    remedy: [
                        "Open Cross-refs (6) and pick the per-unit product of"
                            + " \(reference.service) with p.",
                        "Put what the flat fee covers into Less Included of the addition"
                            + " in ConnectWise.",
                    ]))
        }
        guard findings.isEmpty else { return findings }
        return [
            DoctorFinding(
                .flatFees, .good, found: "No billed product is a flat fee.",
                expected: "Only products that are billed per unit are cross-referenced.")
        ]
    }

    mutating func agreements() async throws -> [DoctorFinding] {
        let billed = try billed()
        let companies = try await companies(billed)
        var findings: [DoctorFinding] = []
        let bare = companies.filter { $0.agreements == 0 }
        if !bare.isEmpty {
            let names = Self.names(bare.map { "\(facts.managedID($0.customer))" })
            findings.append(
                DoctorFinding(
                    .agreements, .warning,
                    found: "Companies without an active agreement: \(bare.count) (\(names)).",
                    expected: "Each billed company has an active agreement.",
                    remedy: ["In ConnectWise open Finance > Agreements and add one."]))
        }
        for reference in billed {
            guard let product = reference.product else { continue }
            findings.append(judge(reference, product, companies))
        }
        return findings.isEmpty
            ? [
                DoctorFinding(
                    .agreements, .notChecked, found: "No billed service has a product yet.",
                    expected: "Each billed service has a product.",
                    remedy: ["Pick the products with p in Cross-refs (6)."])
            ] : findings
    }

    private func judge(
        _ reference: CrossReference, _ product: NamedReference, _ companies: [CompanyAdditions]
    ) -> DoctorFinding {
        var counts: [Target: [String]] = [:]
        for company in companies {
            let target = target(reference, product, company)
            counts[target, default: []].append("\(facts.managedID(company.customer))")
        }
        let words: [(Target, String)] = [
            (.several, "several additions match"), (.cancelled, "the addition is cancelled"),
            (.notYet, "the addition is not effective yet"), (.nothing, "no addition"),
        ]
        let told = words.compactMap { target, words -> String? in
            guard let names = counts[target] else { return nil }
            return "\(words): \(names.count) (\(Self.names(names)))"
        }
        let outcome: DoctorFinding.Outcome =
            counts[.several] != nil ? .failed : told.isEmpty ? .good : .warning
        let good = counts[.one]?.count ?? 0
        return DoctorFinding(
            .agreements, outcome,
            found: "\(reference.service): one addition at \(good) of \(companies.count) companies"
                + (told.isEmpty ? "." : "; \(told.joined(separator: "; "))."),
            expected: "One addition with \(product.name.oneLine(limit: 60)) and the Managed ID as"
                + " serial number, where the service is used.",
            remedy: outcome == .good
                ? []
                : [
                    "In ConnectWise open the company's agreement > Additions.",
                    "Add the product \(product.name.oneLine(limit: 60)), or renew the cancelled"
                        + " one, with the Managed ID as serial number.",
                    "Of several keep one; the others get another serial number or an end.",
                ])
    }

    private func target(
        _ reference: CrossReference, _ product: NamedReference, _ company: CompanyAdditions
    ) -> Target {
        let key = facts.managedID(company.customer).description.matchKey
        let ours = company.additions.filter {
            $0.product == product.id && $0.serialNumber.matchKey == key
                && (reference.agreementType.isEmpty || $0.agreementType.isEmpty
                    || $0.agreementType == reference.agreementType)
        }
        let alive = ours.filter { $0.cancelledAt.map { $0 > now } ?? true }
        let effective = alive.filter { $0.effectiveAt.map { $0 <= now } ?? true }
        if effective.count > 1 { return .several }
        if effective.count == 1 { return .one }
        return !alive.isEmpty ? .notYet : !ours.isEmpty ? .cancelled : .nothing
    }

    /// The additions of all mapped companies, read once.
    mutating func companies(_ billed: [CrossReference]) async throws -> [CompanyAdditions] {
        if let ledgers { return ledgers }
        let client = try signedIn()
        let products = Set(billed.compactMap(\.product?.id))
        let mapped = facts.mapped
        guard !mapped.isEmpty else {
            throw Unchecked(
                reason: "No customer is mapped to a company.",
                remedy: ["Map them with m, or all with M, in Customers (4)."])
        }
        var all: [CompanyAdditions] = []
        for start in stride(from: 0, to: mapped.count, by: 50) {
            let some = Array(mapped[start..<min(start + 50, mapped.count)])
            let agreements = try await activeAgreements(some.map(\.company), client)
            for (customer, company) in some {
                try Task.checkCancellation()
                note("\(DoctorCheck.agreements.title): \(all.count) of \(mapped.count) companies")
                let own = agreements.filter { $0.reference("company")?.id == company }
                var additions: [CompanyAdditions.Addition] = []
                for agreement in own where !products.isEmpty {
                    additions += try await self.additions(agreement, products, client)
                }
                all.append(
                    CompanyAdditions(
                        customer: customer, agreements: own.count, additions: additions))
            }
        }
        ledgers = all
        return all
    }

    private func activeAgreements(
        _ companies: [Int64], _ client: ConnectWiseClient
    ) async throws -> [DoctorRecord] {
        let found: [DoctorRecord] = try await client.list(
            "/finance/agreements", where: .isOne("company/id", of: companies))
        return found.filter { agreement in
            let status = agreement.words("agreementStatus")
            return !agreement.json["cancelledFlag"].flag && (status.isEmpty || status == "Active")
        }
    }

    private func additions(
        _ agreement: DoctorRecord, _ products: Set<Int64>, _ client: ConnectWiseClient
    ) async throws -> [CompanyAdditions.Addition] {
        let found: [DoctorRecord] = try await client.list(
            "/finance/agreements/\(agreement.id)/additions")
        return found.compactMap { record in
            guard let product = record.reference("product")?.id, products.contains(product)
            else { return nil }
            return CompanyAdditions.Addition(
                id: record.id, product: product, serialNumber: record.words("serialNumber"),
                agreementType: agreement.reference("type")?.name ?? "",
                cancelledAt: record.json["cancelledDate"].moment,
                effectiveAt: record.json["effectiveDate"].moment)
        }
    }
}
