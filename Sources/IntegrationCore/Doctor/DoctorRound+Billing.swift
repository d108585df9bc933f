/// Agreements and additions.
extension DoctorRound {
    mutating func agreements() async throws -> [DoctorFinding] {
        let billed = try billed()
        let companies = try await companies()
        var findings: [DoctorFinding] = []
        let bare = companies.filter(\.agreements.isEmpty)
        if !bare.isEmpty {
            findings.append(
                DoctorFinding(
                    .agreements, .warning,
                    found: "Companies without an active agreement: \(bare.count) (\(names(bare))).",
                    expected: "Each billed company has an active agreement.",
                    remedy: ["In ConnectWise open Finance > Agreements and add one."]))
        }
        let unread = companies.filter { $0.trouble != nil }
        if let trouble = unread.first?.trouble {
            findings.append(
                DoctorFinding(
                    .agreements, .notChecked,
                    found: "Additions that cannot be read: \(unread.count) (\(names(unread))):"
                        + " \(trouble.message)",
                    expected: "The additions of each active agreement can be read.",
                    remedy: trouble.explanation.remedy))
        }
        for reference in billed {
            guard let product = reference.product else { continue }
            findings.append(judge(reference, product, companies.filter { $0.trouble == nil }))
        }
        guard findings.isEmpty else { return findings }
        throw Unchecked(
            reason: "No billed service has a product yet.",
            remedy: ["Pick the products with p in Cross-refs (6)."])
    }

    private func judge(
        _ reference: CrossReference, _ product: NamedReference, _ companies: [CustomerAdditions]
    ) -> DoctorFinding {
        let targets = companies.map { ($0, target(reference, $0)) }.filter { company, target in
            target != .nothing || !isUnused(reference, company)
        }
        let kinds: [(words: String, isIt: (AdditionTarget) -> Bool)] = [
            ("several additions match", { if case .several = $0 { true } else { false } }),
            ("the addition is cancelled", { $0 == .cancelled }),
            ("the addition is not effective yet", { $0 == .notYet }),
            ("no addition", { $0 == .nothing }),
        ]
        let told = kinds.compactMap { kind -> String? in
            let some = targets.filter { kind.isIt($0.1) }.map(\.0)
            return some.isEmpty ? nil : "\(kind.words): \(some.count) (\(names(some)))"
        }
        let good = targets.count { if case .one = $0.1 { true } else { false } }
        let outcome: DoctorFinding.Outcome =
            targets.contains { kinds[0].isIt($0.1) } ? .failed : told.isEmpty ? .good : .warning
        return DoctorFinding(
            .agreements, outcome,
            found: "\(reference.service): one addition at \(good) of \(targets.count) companies"
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

    /// Whether it is certain that a customer does not use a service: it needs no addition then.
    private func isUnused(_ reference: CrossReference, _ company: CustomerAdditions) -> Bool {
        guard let used = used[company.customer.number], used.customer.isComplete else {
            return false
        }
        return used.services.amounts[reference.id] ?? 0 == 0
    }

    /// How a service stands for a customer.
    func target(_ reference: CrossReference, _ company: CustomerAdditions) -> AdditionTarget {
        company.target(of: reference, facts.managedID(company.customer), at: now)
    }

    /// The additions of all mapped companies, read once.
    mutating func companies() async throws -> [CustomerAdditions] {
        if let additions { return additions }
        let client = try signedIn()
        let products = Set(try billed().compactMap(\.product?.id))
        let title = DoctorCheck.agreements.title
        let round = self
        let found = try await AdditionReader(client: client, time: time).read(
            try mapped(), products: products
        ) { done, total in
            round.note("\(title): \(done) of \(total) agreements")
        }
        additions = found
        return found
    }

    /// The Managed IDs of customers, the first few of many.
    func names(_ companies: [CustomerAdditions]) -> String {
        Self.names(companies.map { "\(facts.managedID($0.customer))" })
    }
}
