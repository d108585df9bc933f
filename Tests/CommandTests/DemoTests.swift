import Foundation
import IntegrationCore
import Testing

@Suite struct DemoTests {
    @Test func `a headless demo pushes, loses nothing and leaves nothing behind`() async throws {
        try await withProgram { program in
            let outcome = try await program.run("demo", "--headless", "--json")

            #expect(outcome.code == 0, "\(outcome.stdout) \(outcome.stderr)")
            #expect(outcome.document?["sandbox"] == true)
            #expect(outcome.document?["lost"] == [])
            #expect(outcome.document?["duplicated"] == [])
            #expect((outcome.document?["tickets"]?.integer ?? 0) > 3)
            #expect(outcome.document?["customers"]?.array?.count == 25)
            let causes = (outcome.document?["failedBeforeRepair"]?.array ?? [])
                .compactMap { $0["error"]?["code"]?.string }
            #expect(Set(causes).count == 3)
            let left = try FileManager.default.contentsOfDirectory(
                atPath: program.folder + "/tmp")
            #expect(left.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: program.store))
        }
    }

    @Test func `the demo touches no store of a live partner`() async throws {
        try await withProgram { program in
            _ = try await program.run("partner", "add", "Live MSP")

            let refused = try await program.run(
                "demo", "--headless", "--fresh", "--store", program.store)
            let partners = try await program.run("partner", "list", "--json")

            #expect(refused.code == 2)
            #expect(partners.document?.array?.map { $0["name"] } == ["Live MSP"])
        }
    }

    @Test func `without a terminal the demo says how to run it`() async throws {
        try await withProgram { program in
            let outcome = try await program.run("demo")

            #expect(outcome.code == 2)
            #expect(outcome.stderr.contains("--headless"))
        }
    }
}
