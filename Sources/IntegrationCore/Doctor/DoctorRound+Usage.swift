/// What a customer uses of the services, by its latest snapshots.
struct Used {
    var customer: CustomerUsage, services: ServiceUsage

    /// By customer number.
    static func all(_ facts: DoctorFacts) -> [Int64: Used] {
        Dictionary(
            (facts.usage ?? []).map { customer in
                let services = ServiceUsage(
                    customer, of: facts.crossReferences ?? [], settings: facts.settings)
                return (customer.customer, Used(customer: customer, services: services))
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// Usage and additions that miss each other.
extension DoctorRound {
    mutating func usageCoverage() async -> [DoctorFinding] {
        guard facts.usage != nil, let references = facts.crossReferences else {
            return [Self.unchecked(.coverage, Unchecked(reason: "The store has no usage to tell."))]
        }
        var findings: [DoctorFinding] = []
        if references.contains(where: \.bills), facts.customers.contains(where: \.isMapped) {
            do {
                let companies = try await companies().filter { $0.trouble == nil }
                for reference in references where reference.bills && reference.product != nil {
                    findings += [
                        withoutAddition(reference, companies),
                        withoutUsage(reference, companies),
                    ].compactMap(\.self)
                }
                findings += [neverReported(companies)].compactMap(\.self)
            } catch {
                findings.append(Self.unchecked(.coverage, error))
            }
        }
        return findings + [notBilled(references), unknown()].compactMap(\.self)
    }

    /// Customers whose usage of a service is billed by nothing.
    private func withoutAddition(
        _ reference: CrossReference, _ companies: [CustomerAdditions]
    ) -> DoctorFinding? {
        let unbilled = companies.compactMap { company -> String? in
            let amount = used[company.customer.number]?.services.amounts[reference.id] ?? 0
            let reason: String
            switch target(reference, company) {
            // Of several none may be written; the check of agreements tells them.
            case .one, .several: return nil
            case .cancelled: reason = ", its addition is cancelled"
            case .notYet: reason = ", its addition is not effective yet"
            case .nothing: reason = ""
            }
            guard amount > 0 else { return nil }
            return "\(facts.managedID(company.customer)) \(words(amount, reference))\(reason)"
        }
        guard !unbilled.isEmpty else { return nil }
        let product = (reference.product?.name ?? "").oneLine(limit: 60)
        return DoctorFinding(
            .coverage, .failed,
            found: "\(reference.service): used without an addition, so never billed:"
                + " \(unbilled.count) (\(Self.names(unbilled))).",
            expected: "Each customer that uses a billed service has one addition in force.",
            remedy: [
                "In ConnectWise open Finance > Agreements, the company's agreement > Additions.",
                "Add the product \(product) with the Managed ID as serial number, effective from"
                    + " when it is to be billed; or renew the cancelled one.",
            ])
    }

    /// Additions in force that the latest complete snapshot of their customer says nothing about.
    private func withoutUsage(
        _ reference: CrossReference, _ companies: [CustomerAdditions]
    ) -> DoctorFinding? {
        let unused = companies.compactMap { company -> String? in
            guard case .one(let line) = target(reference, company),
                let used = used[company.customer.number], used.customer.isComplete,
                used.services.amounts[reference.id] == nil
            else { return nil }
            let quantity = line.addition.quantity.map {
                " quantity \(JSONValue.number($0).text)"
            }
            return "\(facts.managedID(company.customer))\(quantity ?? "")"
        }
        guard !unused.isEmpty else { return nil }
        let consequence =
            facts.settings.vanishedUsage == .leave
            ? "the quantity stays as it is" : "0 is pushed"
        return DoctorFinding(
            .coverage, .warning,
            found: "\(reference.service): additions without usage: \(unused.count)"
                + " (\(Self.names(unused))); \(consequence).",
            expected: "The latest complete snapshot of a customer tells each billed service.",
            remedy: [
                "Has the service ended? Cancel the addition in ConnectWise (Cancelled Date).",
                "Else see why the source leaves it out: it lists everything that is used.",
                "What happens meanwhile is set in Setup (9): Without usage.",
            ])
    }

    /// Additions of customers that no source ever told usage of.
    private func neverReported(_ companies: [CustomerAdditions]) -> DoctorFinding? {
        let silent = companies.filter { company in
            used[company.customer.number] == nil
                && (facts.billed ?? []).contains { reference in
                    if case .one = target(reference, company) { true } else { false }
                }
        }
        guard !silent.isEmpty else { return nil }
        return DoctorFinding(
            .coverage, .warning,
            found: used.isEmpty
                ? "No usage was ever reported, so no quantity of \(silent.count) companies moves"
                    + " (\(names(silent)))."
                : "Customers with additions whose usage was never reported: \(silent.count)"
                    + " (\(names(silent))).",
            expected: "A source sends the usage of each billed customer, once a day at least.",
            remedy: [
                "Let the source send usage.snapshot.v1 for them: cwconsole ingest takes it.",
                "Or cancel the additions in ConnectWise, when nothing is used any more.",
            ])
    }

    /// Usage of services that are there, but not billed.
    private func notBilled(_ references: [CrossReference]) -> DoctorFinding? {
        let told = references.compactMap { reference -> String? in
            // *Normally not used*: a local store is the customer's own (product.md 6).
            guard !reference.bills, reference.id != "local-storage" else { return nil }
            let amounts = used.values.compactMap { $0.services.amounts[reference.id] }
                .filter { $0 > 0 }
            guard !amounts.isEmpty else { return nil }
            let sum = amounts.reduce(0 as Int64) { $0.adding($1) }
            return "\(reference.service) \(words(sum, reference)) (customers: \(amounts.count))"
        }
        guard !told.isEmpty else { return nil }
        return DoctorFinding(
            .coverage, .warning,
            found: "Usage that is not billed: \(Self.names(told)).",
            expected: "What customers use is billed, or is left out on purpose.",
            remedy: [
                "Press Space on the service in Cross-refs (6) to bill it, and p for its product.",
                "Nothing is to be done where a flat fee covers it.",
            ])
    }

    /// Usage by keys that stand for no service.
    private func unknown() -> DoctorFinding? {
        var customers: [String: Int] = [:]
        for key in used.values.flatMap(\.services.unknownKeys) { customers[key, default: 0] += 1 }
        guard let first = customers.keys.min() else { return nil }
        let told = customers.sorted { $0.key < $1.key }.map { "\($0.key) (customers: \($0.value))" }
        return DoctorFinding(
            .coverage, .warning,
            found: "Usage of services that nobody has set up: \(Self.names(told)).",
            expected: "Each service key that sources send stands for a service.",
            remedy: [
                "Press n in Cross-refs (6) and write the key as Level, and as Type what is counted:"
                    + " Storage, Servers, Desktops, Mailboxes or Seats.",
                "Or: cwconsole xref add \(first) --level \(first) --type Servers --unit devices.",
            ])
    }

    /// An amount of a service as it is billed, like `150.25 GB`.
    private func words(_ amount: Int64, _ reference: CrossReference) -> String {
        let quantity = facts.settings.quantity(amount, in: reference.unit)
        return "\(JSONValue.number(quantity).text) \(reference.unit.words)"
    }
}
