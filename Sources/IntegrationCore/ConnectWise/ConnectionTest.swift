/// Tries a partner's settings step by step, without saving anything (product 3).
public struct ConnectionTest: Sendable {
    /// The steps, in their order.
    public enum Stage: String, Sendable, Hashable, CaseIterable {
        /// What each step asks.
        case reach, companyInfo, signIn, clientID, boards, version

        /// The step in words, as a list of steps shows it.
        public var title: String {
            switch self {
            case .reach: "Name resolution and TLS"
            case .companyInfo: "Company info and code base"
            case .signIn: "Sign-in"
            case .clientID: "Client ID"
            case .boards: "Boards readable"
            case .version: "Version"
            }
        }
    }

    /// What became of a step.
    public enum Outcome: Sendable, Hashable {
        /// Good, with a fact worth showing.
        case passed(String)
        /// Not good; the following steps are not tried.
        case failed(Failure)
        /// Not tried, because an earlier step failed.
        case skipped
    }

    /// A step and its outcome.
    public struct Step: Sendable, Hashable {
        /// The step, and what became of it.
        public let stage: Stage, outcome: Outcome
    }

    private let site: ConnectWiseSite
    private let privateKey: Secret
    private let transport: any Transport
    private let time: any TimeSource
    private let log: ConnectWiseClient.RequestLog

    /// Makes a test of settings, saved or not.
    public init(
        site: ConnectWiseSite, privateKey: Secret, transport: any Transport, time: any TimeSource,
        log: @escaping ConnectWiseClient.RequestLog = { _ in }
    ) {
        self.site = site
        self.privateKey = privateKey
        self.transport = transport
        self.time = time
        self.log = log
    }

    /// Runs the steps; each arrives as soon as it is known, and all six always arrive, in order.
    ///
    /// Ending the iteration stops the test.
    public func steps() -> AsyncStream<Step> {
        AsyncStream { stream in
            let task = Task {
                var rest = Stage.allCases[...]
                func pass(_ stage: Stage, _ fact: String) {
                    stream.yield(Step(stage: stage, outcome: .passed(fact)))
                    rest = rest.dropFirst()
                }
                do throws(Blame) {
                    try await run(pass)
                } catch {
                    for stage in rest {
                        let isToBlame = stage == error.stage
                        stream.yield(
                            Step(
                                stage: stage,
                                outcome: isToBlame ? .failed(error.failure) : .skipped))
                    }
                }
                stream.finish()
            }
            stream.onTermination = { _ in task.cancel() }
        }
    }

    /// The step that failed, and why.
    private struct Blame: Error {
        let stage: Stage
        let failure: Failure
    }

    private func run(_ pass: (Stage, String) -> Void) async throws(Blame) {
        let client: ConnectWiseClient
        do {
            client = try ConnectWiseClient(
                site: site, privateKey: privateKey, transport: transport, time: time
            ).with(priority: .interactive, log: log)
        } catch {
            throw Blame(stage: .reach, failure: error)
        }
        try await askCompanyInfo(client, pass)
        try await askBoards(client, pass)
        do {
            let info = try await client.systemInfo()
            let region = info.region.isEmpty ? "" : ", region \(info.region)"
            pass(.version, info.version.isEmpty ? "not stated" : info.version + region)
        } catch {
            throw Blame(stage: .version, failure: error.failure)
        }
    }

    private func askCompanyInfo(
        _ client: ConnectWiseClient, _ pass: (Stage, String) -> Void
    ) async throws(Blame) {
        let reached = ([client.address.authority] + client.address.changes).joined(separator: "; ")
        do {
            let info = try await client.companyInfo()
            pass(.reach, reached)
            let name = info.companyName.isEmpty ? site.company : info.companyName
            pass(.companyInfo, "\(name), code base \(info.codeBase)")
        } catch {
            let neverReached: Set<FailureCode> = [
                .serverUnreachable, .certificateNotTrusted, .hostNotConfirmed, .redirected,
            ]
            if neverReached.contains(error.failure.code) {
                throw Blame(stage: .reach, failure: error.failure)
            }
            pass(.reach, reached)
            throw Blame(stage: .companyInfo, failure: error.failure)
        }
    }

    /// One request tells three steps apart: who signs in, with what client id, and what is seen.
    private func askBoards(
        _ client: ConnectWiseClient, _ pass: (Stage, String) -> Void
    ) async throws(Blame) {
        do {
            let boards = try await client.boards()
            pass(.signIn, "accepted for \(site.company)")
            pass(.clientID, "accepted")
            guard !boards.isEmpty else {
                throw Failure(.boardNotFound, "The API member can see no service board.")
            }
            pass(.boards, boards.count == 1 ? "1 board" : "\(boards.count) boards")
        } catch let failure as Failure {
            throw Blame(stage: .boards, failure: failure)
        } catch let error as ConnectWiseError {
            guard error.verdict == .forbidden else {
                throw Blame(stage: .signIn, failure: error.failure)
            }
            pass(.signIn, "accepted for \(site.company)")
            if error.failure.code == .clientIDMissing {
                throw Blame(stage: .clientID, failure: error.failure)
            }
            pass(.clientID, "accepted")
            throw Blame(stage: .boards, failure: error.failure)
        } catch {
            throw Blame(stage: .signIn, failure: Failure(.unexpected, "\(error)"))
        }
    }
}
