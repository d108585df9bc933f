import Foundation
import IntegrationCore
import Testing

/// Roles as commands: who may do what, and how somebody is kept from locking himself out.
struct RolesTests {
    private let user = NSUserName()

    /// How many entries `audit list` shows.
    private static func entries(_ program: Program, _ words: [String]) async throws -> Int? {
        let outcome = try await program.run(["audit", "list", "--json"] + words)
        guard case .array(let entries)? = outcome.document else { return nil }
        return entries.count
    }

    @Test func `without any role everybody is a manager`() async throws {
        try await withProgram { program in
            let list = try await program.run("roles", "list", "--json")
            #expect(list.code == 0)
            #expect(list.document == .array([]))
            #expect(list.stderr.contains("You are manager (\(user))."))
            #expect(try await program.run("partner", "add", "Northwind").code == 0)
        }
    }

    @Test func `a role that is not enough ends with exit 2 and names the one that is needed`()
        async throws
    {
        try await withProgram { program in
            #expect(try await program.run("partner", "add", "Northwind").code == 0)
            let binding = try await program.run(
                "roles", "set", "user:boss=manager", "user:\(user)=support", "--yes")
            #expect(binding.code == 0, "\(binding.stderr)")
            for words in [
                ["partner", "add", "Other"], ["settings", "set", "windowHours=6"],
                ["rules", "remove", "1"], ["credentials", "clear"],
                ["customers", "map", "7", "--company-id", "5"], ["roles", "remove", "user:boss"],
            ] {
                let refused = try await program.run(words)
                #expect(refused.code == 2, "\(words)")
                #expect(
                    refused.stderr.contains(
                        "only a manager may do this; you are support (\(user))"),
                    "\(words): \(refused.stderr)")
            }
            // Support may reprocess: refused for what it names, not for who asks.
            let reprocess = try await program.run("reprocess", "1")
            #expect(!reprocess.stderr.contains("may do this"))
            for words in [
                ["events", "list"], ["audit", "verify"], ["roles", "list"], ["settings", "show"],
                ["rules", "list"], ["notifications", "list"], ["customers", "list"],
            ] {
                #expect(try await program.run(words).code == 0, "\(words)")
            }
        }
    }

    @Test func `who is not named may only look once somebody is`() async throws {
        try await withProgram { program in
            #expect(try await program.run("partner", "add", "Northwind").code == 0)
            #expect(
                try await program.run("roles", "set", "user:boss=manager", "--yes").code == 0)
            let forSupport = [
                ["reprocess", "1"], ["ingest", "-"], ["engine", "--once"], ["doctor"],
                ["xref", "check"], ["managed-ids", "check"],
            ]
            for words in forSupport {
                let refused = try await program.run(words)
                #expect(refused.code == 2, "\(words)")
                #expect(
                    refused.stderr.contains(
                        "only support or a manager may do this; you are auditor (\(user))"),
                    "\(words): \(refused.stderr)")
            }
            for words in [["xref", "list"], ["accounts", "list"], ["settings", "show"]] {
                #expect(try await program.run(words).code == 0, "\(words)")
            }
            let list = try await program.run("roles", "list", "--json")
            #expect(list.code == 0)
            #expect(
                list.document
                    == .array([
                        .object(["who": .string("user:boss"), "role": .string("manager")])
                    ]))
        }
    }

    @Test func `a group of the operator's counts`() async throws {
        try await withProgram { program in
            let id = Process()
            id.executableURL = URL(fileURLWithPath: "/usr/bin/id")
            id.arguments = ["-gn"]
            let pipe = Pipe()
            id.standardOutput = pipe
            try id.run()
            let told = String(
                decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            let group = told.trimmingCharacters(in: .whitespacesAndNewlines)
            let set = try await program.run("roles", "set", "group:\(group)=manager")
            #expect(set.code == 0, "\(set.stderr)")
            #expect(try await program.run("partner", "add", "Northwind").code == 0)
        }
    }

    @Test func `the last manager stays, and nobody locks himself out unasked`() async throws {
        try await withProgram { program in
            let alone = try await program.run("roles", "set", "user:\(user)=support")
            #expect(alone.code == 2)
            #expect(alone.stderr.contains("bind another manager first"))
            #expect(try await program.run("roles", "set", "user:\(user)=manager").code == 0)
            #expect(try await program.run("roles", "set", "user:kim=support").code == 0)
            let last = try await program.run("roles", "remove", "user:\(user)", "--yes")
            #expect(last.code == 2)
            #expect(last.stderr.contains("bind another manager first"))
            #expect(try await program.run("roles", "set", "user:boss=manager").code == 0)
            let lockOut = try await program.run("roles", "remove", "user:\(user)")
            #expect(lockOut.code == 2)
            #expect(lockOut.stderr.contains("takes the role of manager from you (\(user))"))
            #expect(lockOut.stderr.contains("--yes"))
            #expect(try await program.run("roles", "remove", "user:\(user)", "--yes").code == 0)
            #expect(try await program.run("roles", "set", "user:\(user)=manager").code == 2)
        }
    }

    @Test(arguments: [
        "ann=manager", "user:=manager", "user:ann", "user:ann=boss", "team:a=support",
    ])
    func `what is no binding is refused with how to say it`(_ words: String) async throws {
        try await withProgram { program in
            let refused = try await program.run("roles", "set", words)
            #expect(refused.code == 2)
            #expect(refused.stderr.contains("user:NAME=ROLE"))
        }
    }

    @Test func `the audit trail is listed by who, action, words and time`() async throws {
        try await withProgram { program in
            for words in [["partner", "add", "Northwind"], ["settings", "set", "windowHours=6"]] {
                let change = try await program.run(words)
                #expect(change.code == 0, "\(change.stderr)")
            }
            let cases: [([String], Int)] = [
                ([], 2), (["--action", "settings"], 1), (["--who", user], 2),
                (["--who", "nobody-else"], 0), (["--text", "windowHours"], 1),
                (["--limit", "1"], 1), (["--since", "2020-01-01"], 2),
                (["--until", "2020-01-01T00:00:00Z"], 0),
            ]
            for (words, count) in cases {
                let found = try await Self.entries(program, words)
                #expect(found == count, "\(words)")
            }
            let refused = try await program.run("audit", "list", "--since", "soon")
            #expect(refused.code == 2)
        }
    }
}
