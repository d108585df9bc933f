import ArgumentParser
import IntegrationCore

/// `credentials show`: everything but the private key, which nobody is ever shown.
struct CredentialsShow: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the credentials, never the private key.")

    @OptionGroup var common: CommonOptions

    var needs: OperatorRole { .auditor }

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        try await session.printCredentials(of: partner, in: ledger)
        return .done
    }
}

extension Session {
    /// Prints site and key note of a partner.
    func printCredentials(of partner: Partner, in ledger: any Ledger) async throws {
        let site = try await ledger.site(partner.id).value
        let note = try await ledger.secretNote(partner.id)
        let key = note.map {
            "set on \($0.setAt.rfc3339Seconds) by \($0.setBy), fingerprint ends …\($0.fingerprint)"
        }
        output.result(
            [
                "isOn": .bool(site.isOn), "siteUrl": .string(site.url),
                "company": .string(site.company), "publicKey": .string(site.publicKey),
                "privateKey": note.map { note in
                    [
                        "set": .time(note.setAt), "setBy": .string(note.setBy),
                        "fingerprintEnds": .string(note.fingerprint),
                    ]
                } ?? .null,
                "clientId": .string(site.clientID), "solution": .string(site.solution),
                "hasCaFile": .bool(!site.certificateAuthorityPEM.isEmpty),
                "apiVersion": .string(site.apiVersion),
                "integratorLogin": site.legacyUsername.isEmpty
                    ? .null : .string(site.legacyUsername),
                "confirmedHost": site.confirmedHost.isEmpty ? .null : .string(site.confirmedHost),
            ],
            FactSheet.text([
                ("ConnectWise PSA", site.isOn ? "on" : "off"),
                ("Site URL", site.url.isEmpty ? "not set" : site.url),
                ("Company ID", site.company), ("Public API key", site.publicKey),
                ("Private API key", key ?? "not set"), ("Client ID", site.clientID),
                ("Management solution", site.solution),
                ("CA file", site.certificateAuthorityPEM.isEmpty ? "the system's" : "its own"),
                ("API version pin", site.apiVersion),
                ("On-premises host", site.confirmedHost.isEmpty ? "none" : site.confirmedHost),
                ("Integrator login", site.legacyUsername.isEmpty ? "none" : site.legacyUsername),
            ]))
    }
}
