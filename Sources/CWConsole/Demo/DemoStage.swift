import ConnectWiseSandbox
import Foundation
import IntegrationCore

/// Sandbox, store and sample MSP of a demo.
struct DemoStage: Sendable {
    /// The seed of everything that looks drawn by chance.
    static let seed: UInt64 = 19_652

    /// Where the store is; a folder of its own when nobody asked to keep it.
    let place: StorePlace, folder: TemporaryFolder?
    /// The stand-in for ConnectWise, the store, and its partner.
    let sandbox: ConnectWiseSandbox, ledger: any Ledger, partner: Partner
    /// Whether there is no sample data yet.
    let isNew: Bool
    /// The companies beside the 25 of the sample MSP.
    let crowd: [SampleCompany]
    /// Who sits here, and the clock.
    let user: Operator, time: any TimeSource

    /// Opens the stage: quick, so that the first screen comes at once; `furnish` does the rest.
    ///
    /// `kept` is the store to keep; without one everything is removed at the end.
    static func open(
        kept: String?, isFresh: Bool, companies: Int = SampleCompany.all.count, user: Operator,
        time: any TimeSource
    ) async throws -> DemoStage {
        let crowd = SampleCrowd.companies(companies - SampleCompany.all.count)
        let folder = kept == nil ? try TemporaryFolder(named: "cwconsole-demo") : nil
        let path = kept ?? "\(folder?.path ?? "")/console.db"
        let place = StorePlace(path: path)
        do {
            if isFresh, kept != nil { try await Self.removeDemo(at: path) }
            let ledger = try await place.open()
            let partners = try await ledger.partners()
            guard partners.allSatisfy({ $0.mode == .sandbox }) else { throw Self.refusal(path) }
            let sandbox = try await OwnThread.run {
                let sandbox = try ConnectWiseSandbox(
                    tenant: .northwind(with: crowd), directory: kept.map { "\($0).sandbox" })
                try sandbox.start()
                return sandbox
            }
            var partner = partners.first { $0.name == SampleCompany.partner }
            let isNew = partner == nil
            if partner == nil {
                partner = try await ledger.addPartner(
                    name: SampleCompany.partner, mode: .sandbox, by: user, now: time.now())
            }
            guard let partner else { throw Self.refusal(path) }
            return DemoStage(
                place: place, folder: folder, sandbox: sandbox, ledger: ledger, partner: partner,
                isNew: isNew, crowd: crowd, user: user, time: time)
        } catch {
            folder?.remove()
            throw error
        }
    }

    /// Stops the sandbox and removes what nobody asked to keep.
    func close() async {
        let sandbox = sandbox
        try? await OwnThread.run { sandbox.stop() }
        await ledger.close()
        folder?.remove()
    }

    /// Takes events in, as `ingest` does.
    func take(_ events: [BackupEvent]) async throws {
        _ = try await ledger.record(
            events, partner: partner.id, planner: EventPlanner(), now: time.now(), dryRun: false)
    }

    /// Removes the store and sandbox of an earlier demo, and nothing else.
    private static func removeDemo(at path: String) async throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let ledger = try await StorePlace(path: path).open()
        let partners = try await ledger.partners()
        await ledger.close()
        guard partners.allSatisfy({ $0.mode == .sandbox }) else { throw refusal(path) }
        for suffix in ["", "-wal", "-shm", ".lock", ".engine.lock", ".keys", ".sandbox"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }

    private static func refusal(_ path: String) -> Problem {
        .usage(
            "The store \(path) holds a live partner, and the demo touches no such store. "
                + "Name another file with --store, or leave --store out.")
    }
}
