import IntegrationCore

extension RootCommand: TerminalCommand {
    var needsTerminal: Bool { true }

    /// The console on the store, with the engine in this process unless another one has it.
    func openTerminal() throws -> ExitStatus {
        let session = Session(
            options: common, output: Output(isJSON: common.json), needs: .auditor)
        let (ledger, partner, count, role) = try ConsoleMain.standBy {
            let ledger = try await session.openStore()
            // A new store gets its first partner, so that Setup has something to set up.
            if try await ledger.partners().isEmpty {
                _ = try await ledger.addPartner(
                    name: session.options.partner ?? "My Partnership", mode: .live,
                    by: session.user, now: session.time.now())
            }
            let all = try await ledger.partners()
            let role = try await session.role(in: ledger)
            // Of several the first one opens; a name that is given wins.
            if let first = all.first, all.count > 1, session.options.partner == nil {
                return (ledger, first, all.count, role)
            }
            return (ledger, try await session.partner(in: ledger), 1, role)
        }
        let answer = try EngineRoom.enter(ledger, place: session.storePlace, time: session.time)
        let seat: EngineSeat
        switch answer {
        case .here(let room):
            Task.detached { try await room.start() }
            seat = .here(room)
        case .taken(let holder):
            seat = EngineSeat(holder: holder)
        }
        var context = ConsoleContext.make(
            ledger: ledger, partner: partner, engine: seat, place: session.storePlace,
            user: session.user, time: session.time)
        if count > 1 {
            context.greeting =
                "\(partner.name) is open, the first of \(count) partners; P switches."
        }
        return try look.show(context, role: role) {
            ConsoleMain.standBy {
                if case .here(let room) = answer { await room.stop(within: .seconds(10)) }
                await session.close()
            }
        }
    }
}

extension EngineSeat {
    /// Reads `host, pid` as the lock names its holder.
    fileprivate init(holder: String) {
        let parts = holder.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        self = .elsewhere(
            host: parts.first ?? "another program", pid: parts.last.flatMap { Int($0) } ?? 0)
    }
}
