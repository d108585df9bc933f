import ConnectWiseSandbox
import Foundation
import IntegrationCore
import Testing

@Suite struct EngineTests {
    @Test func `a failure becomes one ticket, its fix closes it`() async throws {
        try await withPartner { program, sandbox in
            let opened = try await program.run("engine", "--once", "--json")
            let open = sandbox.tickets
            _ = try await program.run(
                "ingest",
                input: SampleLines.job("2", result: "success", endedAt: "2026-11-20T09:00:00Z"))
            let closed = try await program.run("engine", "--once")

            #expect(opened.code == 0, "\(opened.stdout) \(opened.stderr)")
            #expect(opened.document?["pushes"] == 2)
            #expect(open.count == 1)
            #expect(open.first?["closedFlag"]?.bool != true)
            #expect(closed.code == 0)
            #expect(sandbox.tickets.count == 1)
            #expect(sandbox.tickets.first?["closedFlag"] == true)
            #expect(sandbox.journal.violations.isEmpty)
        }
    }

    @Test func `a running engine pushes what another program takes in, and stops in order`()
        async throws
    {
        try await withPartner { program, sandbox in
            let engine = try program.start("engine")
            let greeting = await engine.line()

            let first = await engine.line()
            _ = try await program.run(
                "ingest",
                input: SampleLines.job("2", result: "success", endedAt: "2026-11-20T09:00:00Z"))
            let second = await engine.line()
            let rival = try await program.run("engine", "--once")
            let code = await engine.stop()

            #expect(greeting?.contains("SIGTERM") == true)
            #expect(first?.contains("2 pushes") == true)
            #expect(second?.contains("3 pushes") == true)
            #expect(sandbox.tickets.first?["closedFlag"] == true)
            #expect(rival.code == 2)
            #expect(code == 0)
        }
    }

    @Test func `within the window statistics are skipped with the promised sentence`()
        async throws
    {
        try await withPartner { program, _ in
            _ = try await program.run("engine", "--once")
            _ = try await program.run(
                "ingest",
                input: SampleLines.job("2", result: "success", endedAt: "2026-11-20T09:00:00Z"))

            let skipped = try await program.run(
                "notifications", "list", "--state", "skipped", "--json")

            #expect(
                skipped.document?.array?.first?["reason"]
                    == "Skipping ConnectWise synchronization (only updating every 12 hours).")
        }
    }

    @Test func `reprocessing twice makes no second ticket`() async throws {
        try await withPartner { program, sandbox in
            _ = try await program.run("engine", "--once")
            let list = try await program.run("notifications", "list", "--json")
            let ids = (list.document?.array ?? []).compactMap { $0["id"]?.integer }.map(String.init)

            for _ in 1...2 {
                _ = try await program.run(["reprocess"] + ids)
                _ = try await program.run("engine", "--once")
            }

            #expect(ids.count == 2)
            #expect(sandbox.tickets.count == 1)
            #expect(sandbox.duplicateXRefs.isEmpty)
        }
    }

    @Test func `a notification shows its requests, and a failed one its remedy`() async throws {
        try await withPartner { program, sandbox in
            sandbox.setFaults(
                FaultPlan(rules: [
                    .init(
                        .permanentError, method: "POST", path: "/service/tickets$",
                        when: .first(1))
                ]))

            let once = try await program.run("engine", "--once", "--json")
            let failed = try await program.run(
                "notifications", "list", "--state", "failed", "--json")
            let row = failed.document?.array?.first
            let id = row?["id"]?.integer ?? 0
            let shown = try await program.run("notifications", "show", "\(id)", "--json")
            let retried = try await program.run("reprocess", "--failed", "--json")
            let again = try await program.run("engine", "--once")

            #expect(once.code == 1)
            #expect(row?["error"]?["code"]?.string?.isEmpty == false)
            #expect(row?["error"]?["remedy"]?.array?.isEmpty == false)
            let requests = shown.document?["requests"]?.array ?? []
            #expect(requests.contains { $0["status"] == 500 && $0["method"] == "POST" })
            #expect(retried.document?["queued"] == 1)
            #expect(again.code == 0)
            #expect(sandbox.tickets.count == 1)
        }
    }

    @Test func `refused keys hold the pushes and exit 4, nothing of the key is shown`()
        async throws
    {
        try await withPartner { program, sandbox in
            let wrong = try program.file("wrong", "Wr0ngK3yWr0ngK3y")
            _ = try await program.run("credentials", "set", "--private-key-file", wrong)

            let once = try await program.run("engine", "--once", "--json")
            let held = try await program.run("notifications", "list", "--state", "held", "--json")

            #expect(once.code == 4)
            #expect(once.document?.object != nil)
            #expect(held.document?.array?.isEmpty == false)
            #expect(!(once.stdout + once.stderr + held.stdout).contains("Wr0ngK3y"))
            #expect(sandbox.tickets.isEmpty)
        }
    }

    @Test func `a name that ConnectWise does not have is refused with what it has`() async throws {
        try await withPartner { program, _ in
            let outcome = try await program.run(
                "rules", "add", "--action", "ticket", "--board", "Nowhere", "--severities", "error")
            let unmapped = try await program.run("customers", "map", "19652")

            #expect(outcome.code == 2)
            #expect(outcome.stderr.contains("'Help Desk'"))
            #expect(unmapped.code == 2)
            #expect(unmapped.stderr.contains("--company-id"))
        }
    }

    @Test func `managed ids are listed, and added in their order only when missing`() async throws {
        try await withPartner { program, _ in
            let listed = try await program.run("managed-ids", "list", "--json")
            let added = try await program.run("managed-ids", "add", "19652", "--json")

            #expect(listed.document?.array?.first?["verdict"] == "correct")
            #expect(added.code == 0)
            #expect(added.document?["entries"]?.array?.count == 2)
        }
    }

    @Test func `the audit trail names every act and holds together`() async throws {
        try await withPartner { program, _ in
            _ = try await program.run("settings", "set", "windowHours=6", "gbBase=decimal")

            let verified = try await program.run("audit", "verify", "--json")
            let settings = try await program.run("settings", "show", "--json")
            let refused = try await program.run("settings", "set", "windowHours=0", "gbBase=binary")
            let kept = try await program.run("settings", "show", "--json")

            #expect(verified.document?["intact"] == true)
            #expect(settings.document?["windowHours"] == 6)
            #expect(settings.document?["gbBase"] == "decimal")
            #expect(settings.document?.object?.count == 14)
            #expect(refused.code == 2)
            #expect(kept.document == settings.document)
        }
    }
}
