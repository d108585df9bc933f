import ConnectWiseSandbox
import IntegrationCore
import Testing

@Suite struct CrossReferenceCommandTests {
    @Test func `a service is set up by commands and checked against ConnectWise`() async throws {
        try await withPartner { program, _ in
            let set = try await program.run(
                "xref", "set", "online-servers", "--product", "ob-server", "--bill", "yes",
                "--json")
            let check = try await program.run("xref", "check", "--json")
            let text = try await program.run("xref", "check")

            #expect(set.code == 0, "\(set.stderr)")
            #expect(set.document?["product"]?["name"] == "OB-SERVER")
            let finding = check.document?["findings"]?.array?.first {
                $0["service"] == "online-servers"
            }
            #expect(finding?["verdict"]?.string?.isEmpty == false)
            #expect(finding?["verdict"] != "notBilled")
            #expect(check.document?["companiesRead"] == 1)
            #expect(text.stdout.contains("1 of 1 mapped companies"))
            #expect([0, 1].contains(check.code))
        }
    }

    @Test func `what differs is shown, sent once agreed, journalled and read back`() async throws {
        try await withPartner { program, sandbox in
            let rows = "/company/managedDevicesIntegrations/{parentId}/crossReferences"
            _ = try await program.run(
                "xref", "set", "online-servers", "--product", "ob-server", "--bill", "yes")

            let unasked = try await program.run("xref", "check", "--fix")
            let fixed = try await program.run("xref", "check", "--fix", "--yes", "--json")
            let again = try await program.run("xref", "check", "--fix", "--yes", "--json")
            let audit = try await program.run("audit", "list", "--json")

            #expect(unasked.code == 2 && unasked.stderr.contains("--yes"))
            #expect(fixed.code == 0, "\(fixed.stderr)")
            #expect(fixed.stderr.contains("POST /company/managedDevicesIntegrations/"))
            #expect(fixed.document?["repairs"]?.array?.map { $0["state"] } == ["finished"])
            let finding = fixed.document?["findings"]?.array?.first {
                $0["service"] == "online-servers"
            }
            #expect(finding?["verdict"] == "matched")
            #expect(sandbox.records(rows).map { $0["vendorLevel"] } == ["Online Backup"])
            #expect(again.code == 0 && again.document?["repairs"] == [])
            let actions = audit.document?.array?.compactMap { $0["action"]?.string } ?? []
            #expect(actions.contains("repair.begin") && actions.contains("repair.finished"))
            #expect(sandbox.journal.violations.isEmpty)
        }
    }

    @Test func `a repair that is refused says why and how it goes on`() async throws {
        try await withPartner { program, sandbox in
            let path = "/company/managedDevicesIntegrations"
            for service in ["online-servers", "online-desktops"] {
                _ = try await program.run(
                    "xref", "set", service, "--product", "ob-server", "--bill", "yes")
            }
            func refuse(_ number: Int) {
                sandbox.setFaults(
                    FaultPlan(rules: [
                        .init(.permanentError, method: "POST", path: path, when: .nth(number))
                    ]))
            }

            refuse(1)
            let first = try await program.run("xref", "check", "--fix", "--yes")
            refuse(2)
            let second = try await program.run("xref", "check", "--fix", "--yes")
            let third = try await program.run("xref", "check", "--fix", "--yes")
            let resumed = try await program.run("managed-ids", "repair", "--resume")
            let good = try await program.run("xref", "check")

            #expect(first.code == 1 && first.stderr.contains("Nothing was changed."))
            #expect(first.stderr.contains("POST \(path)"))
            #expect(second.code == 1)
            #expect(second.stderr.contains("1 of 2 requests were done"))
            #expect(third.code == 2 && third.stderr.contains("--resume"))
            #expect(resumed.code == 0, "\(resumed.stdout) \(resumed.stderr)")
            #expect(good.code == 0, "\(good.stdout)")
        }
    }

    @Test func `own services come and go, the twelve stay`() async throws {
        try await withPartner { program, _ in
            let added = try await program.run(
                "xref", "add", "SaaS Backup # Seats", "--level", "SaaS", "--type", "Seats",
                "--unit", "devices", "--json")
            let twice = try await program.run(
                "xref", "add", "Other", "--level", "SaaS", "--type", "Seats", "--unit", "devices")
            let removed = try await program.run("xref", "remove", "saas-backup-seats")
            let kept = try await program.run("xref", "remove", "select-storage")
            let list = try await program.run("xref", "list", "--json")

            #expect(added.document?["service"] == "saas-backup-seats")
            #expect(twice.code == 2)
            #expect(removed.code == 0, "\(removed.stderr)")
            #expect(kept.code == 2)
            #expect(kept.stderr.contains("--bill no"))
            #expect(list.document?.array?.count == 12)
        }
    }

    @Test func `an unknown product or service is refused with what there is`() async throws {
        try await withPartner { program, _ in
            let product = try await program.run(
                "xref", "set", "online-servers", "--product", "NOTHING-SUCH")
            let service = try await program.run("xref", "set", "nothing", "--bill", "yes")

            #expect(product.code == 2)
            #expect(product.stderr.contains("NOTHING-SUCH"))
            #expect(service.code == 2)
            #expect(service.stderr.contains("online-servers"))
        }
    }
}

@Suite struct CustomerMatchCommandTests {
    @Test func `a match is shown first and applied only on request`() async throws {
        try await withPartner { program, sandbox in
            let name = sandbox.records("/company/companies").dropFirst().first?["name"]?.string
            let unmapped = try await program.run("customers", "unmap", "19652")
            _ = try await program.run("ingest", input: SampleLines.job("9"))
            sandbox.change(
                "/company/companies",
                Int(sandbox.records("/company/companies").first?["id"]?.integer ?? 0),
                ["name": "Contoso GmbH"])
            let shown = try await program.run("customers", "match", "--json")
            let unasked = try await program.run("customers", "match", "--apply", "exact")
            let list = try await program.run("customers", "list", "--json")

            #expect(name != nil)
            #expect(unmapped.code == 0, "\(unmapped.stderr)")
            #expect(unmapped.stdout.contains("customers map 19652 --company-id"))
            #expect(shown.code == 0, "\(shown.stderr)")
            #expect(shown.document?.array?.first?["applied"] == false)
            let isExact = shown.document?.array?.first?["match"] == "exact"
            #expect(unasked.code == (isExact ? 2 : 0))
            #expect(list.document?.array?.first?["companyId"] == .null)
        }
    }
}

@Suite struct AccountCommandTests {
    @Test func `what is said about an account is kept`() async throws {
        try await withPartner { program, _ in
            let list = try await program.run("accounts", "list", "--customer", "19652", "--json")
            let id = list.document?.array?.first?["id"]?.string ?? ""
            let set = try await program.run(
                "accounts", "set", id, "--plan", "Select", "--no-backup", "no")
            let again = try await program.run("accounts", "list", "--json")
            let unknown = try await program.run("accounts", "set", "NOBODY", "--plan", "x")
            let contact = try await program.run("accounts", "set", id, "--contact", "kim at home")

            #expect(!id.isEmpty)
            #expect(set.code == 0, "\(set.stderr)")
            #expect(again.document?.array?.first?["plan"] == "Select")
            #expect(again.document?.array?.first?["noBackup"] == false)
            #expect(unknown.code == 2)
            #expect(contact.code == 2 && contact.stderr.contains("kim@contoso.com"))
        }
    }
}

@Suite struct RuleCommandTests {
    @Test func `a rule is edited in place, and only what is named changes`() async throws {
        try await withPartner { program, _ in
            let edited = try await program.run(
                "rules", "edit", "1", "--customers", "EFS-19652", "--notes", "no", "--priority",
                "error=none", "--json")
            let everyone = try await program.run(
                "rules", "edit", "1", "--customers", "all", "--json")
            let wrong = try await program.run("rules", "edit", "2", "--board", "integration")

            #expect(edited.code == 0, "\(edited.stderr)")
            #expect(edited.document?["customers"] == [19652])
            #expect(edited.document?["noteRepeats"] == false)
            #expect(edited.document?["priority"] == .object([:]))
            #expect(edited.document?["status"]?["name"] == "New")
            #expect(everyone.document?["customers"] == "all")
            #expect(wrong.code == 2)
        }
    }

    @Test func `a synchronize rule that does not hear everything warns`() async throws {
        try await withPartner { program, _ in
            let edited = try await program.run("rules", "edit", "2", "--severities", "error")
            let list = try await program.run("rules", "list")
            let mended = try await program.run(
                "rules", "edit", "2", "--severities",
                Severity.allCases.map(\.rawValue).joined(separator: ","), "--events", "all")

            #expect(edited.stderr.contains("not subscribed"))
            #expect(list.stderr.contains("not subscribed"))
            #expect(!mended.stderr.contains("not subscribed"))
        }
    }

    @Test func `a rule is tested with one ticket that is closed again`() async throws {
        try await withPartner { program, sandbox in
            let outcome = try await program.run("rules", "test", "1", "--json")
            let wrong = try await program.run("rules", "test", "2")

            #expect(outcome.code == 0, "\(outcome.stderr)")
            #expect(outcome.document?["steps"]?.array?.count == 3)
            #expect(sandbox.tickets.count == 1)
            #expect(sandbox.tickets.first?["closedFlag"] == true)
            #expect(wrong.code == 2)
            #expect(sandbox.journal.violations.isEmpty)
        }
    }
}
