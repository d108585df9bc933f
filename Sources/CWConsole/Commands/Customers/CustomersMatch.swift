import ArgumentParser
import IntegrationCore

/// `customers match`: proposes companies by name; maps only what `--apply` asks for.
struct CustomersMatch: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "Propose a company for each customer, by name.",
        discussion: "Shows a table to review. With --apply exact and --yes the customers without "
            + "a company that have exactly one good company of the same name get it.")

    /// What is applied.
    enum Applied: String, ExpressibleByArgument, CaseIterable {
        case exact
    }

    @OptionGroup var common: CommonOptions
    @Option(help: "Map the customers whose match is exact.")
    var apply: Applied?
    @Flag(help: "Apply without asking.")
    var yes = false

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let progress = ProgressLine(output: session.output, time: session.time)
        let matches = try await CompanyMatchJob(ledger: ledger).run(
            partner: partner.id, client: try await session.jobClient(for: partner, ledger)
        ) { done, total, note in
            progress.show(
                note, count: done, share: total > 0 ? Double(done) / Double(total) : nil)
        }
        progress.clear()
        let exact = matches.filter { $0.kind == .exact && $0.customer.companyID == nil }
        let mappings = exact.map {
            CustomerMapping(customer: $0.customer.id, company: $0.candidates.first?.company)
        }
        let applies = apply != nil && !mappings.isEmpty
        if applies, !yes {
            throw Problem.usage(
                "This would map \(Formatting.count(mappings.count, "customer")). Review them with "
                    + "cwconsole customers match, then say --yes.")
        }
        if applies {
            _ = try await ledger.mapCustomers(
                mappings, partner: partner.id, by: session.user, now: session.time.now())
        }
        let numbers = exact.map { String($0.customer.number) }
        session.output.result(
            .list(matches) {
                $0.document(isApplied: applies && numbers.contains("\($0.customer.number)"))
            },
            Self.table(matches).text(empty: "No customers yet. They come with events."))
        if applies {
            session.output.message(
                "Mapped \(Formatting.count(mappings.count, "customer")). Undo: "
                    + "cwconsole customers unmap \(numbers.joined(separator: " "))")
        } else if !exact.isEmpty {
            session.output.message(
                "Nothing was mapped. Map the exact ones: cwconsole customers match --apply exact --yes."
            )
        }
        return .done
    }

    private static func table(_ matches: [CompanyMatch]) -> ResultTable {
        var table = ResultTable(
            .number("CUSTOMER"), .text("NAME"), .text("NOW"), .text("MATCH"), .text("COMPANY"),
            .text("CONCERN"))
        for match in matches {
            let best = match.candidates.first
            table.add(
                "\(match.customer.number)", match.customer.name,
                match.customer.companyName ?? "not mapped", match.kind.rawValue,
                best.map { "\($0.company.id) \($0.company.name)" } ?? "", best?.concern ?? "")
        }
        return table
    }
}

/// `customers unmap ID ...`: takes companies away, all or none.
struct CustomersUnmap: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmap", abstract: "Take the company away from customers.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Customer numbers or Managed IDs.")
    var ids: [String]

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        var customers: [Customer] = []
        for id in ids { customers.append(try await ledger.customer(named: id, of: partner.id)) }
        _ = try await ledger.mapCustomers(
            customers.map { CustomerMapping(customer: $0.id, company: nil) }, partner: partner.id,
            by: session.user, now: session.time.now())
        let undo = customers.compactMap { customer in
            customer.companyID.map {
                "cwconsole customers map \(customer.number) --company-id \($0)"
            }
        }
        session.output.result(
            .list(customers) { ["id": .integer($0.number), "companyId": .null] },
            (["Took the company away from \(Formatting.count(customers.count, "customer"))."]
                + undo.map { "Undo: \($0)" }).joined(separator: "\n"))
        return .done
    }
}

extension CompanyMatch {
    /// The match as `--json` says it.
    fileprivate func document(isApplied: Bool) -> JSONValue {
        [
            "id": .integer(customer.number), "name": .string(customer.name),
            "companyId": .optional(customer.companyID), "match": .string(kind.rawValue),
            "applied": .bool(isApplied),
            "candidates": .list(candidates) { candidate in
                [
                    "companyId": .integer(candidate.company.id),
                    "companyName": .string(candidate.company.name),
                    "likeness": .number(candidate.likeness),
                    "concern": .optional(candidate.concern),
                ]
            },
        ]
    }
}
