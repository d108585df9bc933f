import ArgumentParser
import IntegrationCore

/// `credentials set`: what is not named keeps its value; saved as a whole or not at all.
struct CredentialsSet: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Save credentials; what is not named stays.")

    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("Where ConnectWise is, https:// and the host.", valueName: "u"))
    var siteURL: String?
    @Option(help: ArgumentHelp("The Company ID of the sign-in.", valueName: "c"))
    var company: String?
    @Option(help: ArgumentHelp("The API member's public key.", valueName: "k"))
    var publicKey: String?
    @Option(
        help: ArgumentHelp(
            "A file with the private key; - reads it from standard input.", valueName: "f"))
    var privateKeyFile: String?
    @Option(help: ArgumentHelp("The clientId from developer.connectwise.com.", valueName: "g"))
    var clientID: String?
    @Option(help: ArgumentHelp("The Management Solution Name in ConnectWise.", valueName: "s"))
    var solution: String?
    @Option(
        help: ArgumentHelp("A PEM file of a private certificate authority.", valueName: "pem"))
    var caFile: String?
    @Flag(help: "Confirms a host outside ConnectWise's cloud as your own.")
    var onPremises = false

    func run(in session: Session) async throws -> ExitStatus {
        let ledger = try await session.openStore()
        let partner = try await session.partner(in: ledger)
        let desk = session.desk(for: partner, ledger)
        let stored = try await ledger.site(partner.id)
        var draft = CredentialsDraft(site: stored.value, privateKey: Secret(""))
        try await fill(&draft)
        var review = try await desk.review(draft)
        if onPremises, let host = review.hostToConfirm {
            draft = review.draft
            draft.site.confirmedHost = host
            let confirmed = try await desk.review(draft)
            review.draft = confirmed.draft
            review.hostToConfirm = nil
            session.output.message("Confirmed \(host) as your on-premises host.")
        }
        for field in CredentialField.allCases {
            if let note = review.notes[field] {
                session.output.message("\(field.option): \(Sanitizer.line(note))")
            }
        }
        guard review.isAcceptable else { throw CredentialsRefused(problems: review.sentences) }
        try await desk.save(review.draft, version: stored.version)
        try await session.printCredentials(of: partner, in: ledger)
        return .done
    }

    private func fill(_ draft: inout CredentialsDraft) async throws {
        if let siteURL { draft.site.url = siteURL }
        if let company { draft.site.company = company }
        if let publicKey { draft.site.publicKey = publicKey }
        if let clientID { draft.site.clientID = clientID }
        if let solution { draft.site.solution = solution }
        if let privateKeyFile {
            let bytes = try await SmallFile.read(privateKeyFile, purpose: "private key")
            draft.privateKey = Secret(bytes)
            guard bytes.contains(where: { $0 > 32 }) else {
                throw Problem.usage(
                    "The private key file \(privateKeyFile) is empty. Put the private API key "
                        + "into it, or leave --private-key-file out to keep the stored key.")
            }
        }
        if let caFile {
            let bytes = try await SmallFile.read(caFile, purpose: "CA")
            draft.site.certificateAuthorityPEM = String(decoding: bytes, as: UTF8.self)
        }
    }
}

extension CredentialField {
    /// The flag that sets the field.
    fileprivate var option: String {
        switch self {
        case .siteURL: "--site-url"
        case .company: "--company"
        case .publicKey: "--public-key"
        case .privateKey: "--private-key-file"
        case .clientID: "--client-id"
        case .solution: "--solution"
        case .certificateAuthority: "--ca-file"
        case .apiVersion: "API version"
        case .isOn: "ConnectWise PSA"
        case .legacyUsername, .legacyPassword: "Integrator login"
        }
    }
}
