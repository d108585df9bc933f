import ArgumentParser
import ConnectWiseSandbox
import IntegrationCore

/// `sandbox`: a stand-in for ConnectWise over https, alone, until stopped.
struct SandboxCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Run the sandbox ConnectWise alone; prints its URL, CA file and keys.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }
    @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes a free one.", valueName: "n"))
    var port: UInt16 = 0
    @Option(
        help: ArgumentHelp(
            "A directory that keeps its records between runs.", valueName: "dir"))
    var state: String?

    func run(in session: Session) async throws -> ExitStatus {
        try await StopSignals.cancelling {
            let folder = try TemporaryFolder(named: "cwconsole-sandbox")
            defer { folder.remove() }
            let sandbox = try await OwnThread.run {
                let sandbox = try ConnectWiseSandbox(directory: state, port: port)
                try sandbox.start()
                return sandbox
            }
            try announce(sandbox, in: folder, session.output)
            await StopSignals.wait()
            try await OwnThread.run { sandbox.stop() }
        }
        return .done
    }

    private func announce(
        _ sandbox: ConnectWiseSandbox, in folder: TemporaryFolder, _ output: Output
    ) throws {
        let authority = folder.path + "/ca.pem"
        let key = folder.path + "/private-key"
        try folder.write(sandbox.certificateAuthorityPEM, to: authority)
        try folder.write(sandbox.privateKey + "\n", to: key)
        let solution = sandbox.records("/company/managementItSolutions").first?["name"]?.string
        output.result(
            [
                "url": .string(sandbox.url), "caFile": .string(authority),
                "company": .string(sandbox.company), "publicKey": .string(sandbox.publicKey),
                "privateKey": .string(sandbox.privateKey), "privateKeyFile": .string(key),
                "clientId": .string(sandbox.clientID), "solution": .optional(solution),
            ],
            FactSheet.text([
                ("SANDBOX", "a stand-in for ConnectWise; nothing leaves this machine"),
                ("URL", sandbox.url), ("CA file", authority), ("Company ID", sandbox.company),
                ("Public key", sandbox.publicKey), ("Private key", sandbox.privateKey),
                ("Key file", key), ("Client ID", sandbox.clientID),
                ("Solution", solution ?? ""),
            ]))
        output.message("The sandbox runs. Stop it with Ctrl-C or SIGTERM.")
    }
}
