import IntegrationCore
import Locking
import TUIWidgets

/// Carries effects out in tasks of their own and posts the answers into the mailbox.
///
/// Nothing here runs on the terminal's thread for longer than it takes to start a task.
final class EffectRunner: Sendable {
    private let opened: Locked<ConsoleContext>
    private let mailbox: Mailbox<AppEvent>
    private let running = Locked<[RunKey: Task<Void, Never>]>([:])

    /// A run that can be stopped.
    private enum RunKey: Hashable {
        case reprocess(Int), test(Int), job(Int)
    }

    init(context: ConsoleContext, mailbox: Mailbox<AppEvent>) {
        opened = Locked(context)
        self.mailbox = mailbox
    }

    /// Starts an effect; `secrets` are those typed at this moment.
    func run(_ effect: ScreenEffect, secrets: [CredentialField: Secret]) {
        // Each effect works on the partner that was open when it was asked for.
        let context = opened.withLock { $0 }
        switch effect {
        case .openPartner(let partner): opened.withLock { $0 = $0.opening(partner) }
        case .load(let load, let ticket):
            answer(load.slot, ticket) { [context] in try await Reader(context).read(load) }
        case .reprocess(let ids, let run):
            start(.reprocess(run)) { [context, mailbox] in
                await Reprocessor(context: context, mailbox: mailbox).run(ids, run: run)
            }
        case .stopReprocess(let run): stop(.reprocess(run))
        case .review(let draft, let ticket):
            answer(.review, ticket) { [context] in
                try await .reviewed(DraftDesk(context).review(draft, secrets))
            }
        case .test(let draft, let run):
            start(.test(run)) { [context, mailbox] in
                await DraftDesk(context).test(draft, secrets) { stage in
                    mailbox.post(.stage(stage, run: run))
                }
                mailbox.post(.testEnded(run: run))
            }
        case .stopTest(let run): stop(.test(run))
        case .save(let draft, let version, let ticket):
            answer(.save, ticket) { [context] in
                try await DraftDesk(context).save(draft, secrets, version: version)
                return .saved
            }
        case .start(let job, let run):
            start(.job(run)) { [context, mailbox] in
                await JobRunner(context: context) { mailbox.post(.job($0, run: run)) }.run(job)
            }
        case .stop(let run): stop(.job(run))
        case .change(let change, let ticket):
            answer(.change, ticket) { [context] in
                let undo = try await Writer(context).make(change)
                if case .here(let engine) = context.engine { engine.wake() }
                return .changed(change, undo: undo)
            }
        case .editSecret, .forgetSecrets, .repaint, .suspend: break
        }
    }

    /// Hears the engine of this process and says that something changed.
    func listen() {
        guard case .here(let engine) = opened.withLock({ $0.engine }) else { return }
        let mailbox = mailbox
        Task.detached {
            for await _ in engine.changes() { mailbox.post(.changed) }
        }
    }

    /// Stops what can be stopped, at the end of the program.
    func stopAll() {
        for task in running.withLock({ $0.values.map { $0 } }) { task.cancel() }
    }

    private func answer(
        _ slot: Slot, _ ticket: Int, _ work: @escaping @Sendable () async throws -> Loaded
    ) {
        let mailbox = mailbox
        Task.detached {
            do {
                mailbox.post(.loaded(try await work(), slot, ticket: ticket))
            } catch {
                mailbox.post(.refused("\(error)", slot, ticket: ticket))
            }
        }
    }

    private func start(_ key: RunKey, _ work: @escaping @Sendable () async -> Void) {
        let task = Task.detached { [running] in
            await work()
            running.withLock { $0[key] = nil }
        }
        running.withLock { $0[key] = task }
    }

    private func stop(_ key: RunKey) {
        running.withLock { $0[key] }?.cancel()
    }
}

/// Hands notifications over in portions, so that a long run can be stopped and shows progress.
struct Reprocessor: Sendable {
    let context: ConsoleContext, mailbox: Mailbox<AppEvent>

    /// Notifications handed over in one transaction.
    static let portion = 10

    func run(_ ids: [RowID<Notification>], run: Int) async {
        var trouble: String?
        var rest = ids[...]
        while !rest.isEmpty, !Task.isCancelled {
            let portion = Array(rest.prefix(Self.portion))
            rest = rest.dropFirst(portion.count)
            do {
                let answers = try await context.ledger.reprocess(
                    portion, by: context.user, now: context.time.now())
                mailbox.post(
                    .reprocessed(
                        zip(portion, answers).map { Reprocessed(id: $0, answer: $1) }, run: run))
                if case .here(let engine) = context.engine { engine.wake() }
            } catch {
                trouble = "\(error)"
                break
            }
        }
        mailbox.post(.reprocessEnded(run: run, trouble: trouble))
    }
}
