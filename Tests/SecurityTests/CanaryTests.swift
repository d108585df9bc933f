import ConnectWiseSandbox
import Foundation
import IntegrationCore
import Locking
import TerminalHarness
import Testing

@testable import CommandTests

/// A marked private key goes through the whole program and is found nowhere (reliability 5.2).
@Suite(.ownThread) struct CanaryTests {
    /// Keys whose forms all differ, and which stand nowhere else.
    private static let good = #"Can4ry+"/\&=%goodK3y"#, wrong = #"Can4ry+"/\&=%wr0ngK3y"#

    @Test func `the private key is in nothing that the program leaves, shows or sends`()
        async throws
    {
        let sandbox = try ConnectWiseSandbox()
        try sandbox.start()
        defer { sandbox.stop() }
        sandbox.setKeys([.init(publicKey: sandbox.publicKey, privateKey: Self.good)])
        let prefix = "\(sandbox.company)+\(sandbox.publicKey):"
        let searches = try [Self.good, Self.wrong].map {
            try SecretSearch($0, pairPrefix: prefix)
        }
        try await withProgram { program in
            let run = CanaryRun(program: program, sandbox: sandbox)
            try await run.work(key: Self.good, wrongKey: Self.wrong)

            for search in searches {
                for (name, bytes) in run.captures.withLock({ $0 }) {
                    #expect(search.hits(in: bytes) == [], "\(name)")
                }
                #expect(try search.hits(below: program.folder) == [])
                for entry in sandbox.journal.entries {
                    #expect(search.hits(in: Array("\(entry)".utf8)) == [], "\(entry.path)")
                    #expect(search.hits(in: Array(entry.body.text.utf8)) == [], "\(entry.path)")
                }
            }
            #expect(!sandbox.tickets.isEmpty)
            #expect(run.captures.withLock { $0.count } > 15)
        }
    }

    @Test func `a leak in any form is found by the same search`() async throws {
        try await withProgram { program in
            let search = try SecretSearch(Self.good, pairPrefix: "company+public:")
            #expect(search.forms.count == 6)
            for (name, form) in search.forms {
                let text = "before " + String(decoding: form, as: UTF8.self) + " after"

                let path = try program.file("leak", text)

                #expect(search.hits(in: Array(text.utf8)).contains(name))
                #expect(try search.hits(below: program.folder).contains("data/leak: \(name)"))
                try FileManager.default.removeItem(atPath: path)
            }
            #expect(try search.hits(below: program.folder) == [])
        }
    }
}
