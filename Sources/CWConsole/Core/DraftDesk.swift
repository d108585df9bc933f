import Dispatch
import Foundation
import IntegrationCore

/// Takes form drafts to the credentials desk: with the typed secrets, and with the file read.
struct DraftDesk: Sendable {
    private let desk: any CredentialsDesk

    init(_ context: ConsoleContext) { desk = context.credentials }

    /// Looks a draft over.
    func review(
        _ draft: FormDraft, _ secrets: [CredentialField: Secret]
    ) async throws -> FormReview {
        let (site, trouble) = await resolved(draft)
        let review = try await desk.review(CredentialsDraft(site, secrets))
        var problems = review.problems
        if let trouble { problems[.certificateAuthority] = trouble }
        return FormReview(
            site: review.draft.site, notes: review.notes, problems: problems,
            hostToConfirm: review.hostToConfirm)
    }

    /// Tries a draft; every stage is handed over as it ends.
    func test(
        _ draft: FormDraft, _ secrets: [CredentialField: Secret],
        stage: @Sendable (ConnectionStage) -> Void
    ) async {
        let (site, _) = await resolved(draft)
        for await result in desk.test(CredentialsDraft(site, secrets)) {
            stage(result)
        }
    }

    /// Saves a draft.
    func save(
        _ draft: FormDraft, _ secrets: [CredentialField: Secret], version: Int64
    ) async throws {
        let (site, trouble) = await resolved(draft)
        if let trouble { throw LedgerError(.refused, trouble) }
        try await desk.save(CredentialsDraft(site, secrets), version: version)
    }

    /// The site with the authority of the file that was named.
    private func resolved(_ draft: FormDraft) async -> (ConnectWiseSite, String?) {
        var site = draft.site
        switch draft.authorityFile.trimmingBlanks {
        case "": return (site, nil)
        case "-":
            site.certificateAuthorityPEM = ""
            return (site, nil)
        case let path:
            do {
                site.certificateAuthorityPEM = try await Self.read(path)
                return (site, nil)
            } catch {
                return (site, "\(error)")
            }
        }
    }

    /// The most bytes of a file of certificates.
    private static let limit = 1_000_000

    /// Reads a file on a queue of its own: a slow disk must not hold the other tasks up.
    private static func read(_ path: String) async throws -> String {
        let expanded = path.hasPrefix("~/") ? NSHomeDirectory() + path.dropFirst(1) : path
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                guard let handle = FileHandle(forReadingAtPath: expanded),
                    let data = try? handle.read(upToCount: limit), !data.isEmpty
                else {
                    continuation.resume(
                        throwing: LedgerError(
                            .refused, "\(path) cannot be read: name a readable PEM file"))
                    return
                }
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
    }
}

extension CredentialsDraft {
    /// A draft with what was typed; a secret that was not typed keeps the stored one.
    fileprivate init(_ site: ConnectWiseSite, _ secrets: [CredentialField: Secret]) {
        self.init(
            site: site, privateKey: secrets[.privateKey] ?? Secret(""),
            legacyPassword: secrets[.legacyPassword] ?? Secret(""))
    }
}
