import IntegrationCore

/// What an import would do to a partner, and what stands in its way.
struct ConfigurationPlan {
    /// The partner's configuration as it is and as it would be.
    let current: PartnerConfiguration, wanted: PartnerConfiguration
    /// What would change, and what is worth telling about it.
    let changes: [ConfigurationChange], notes: [String]
    /// Why the store does not take it over as it is, each with its remedy.
    let obstacles: [String]

    /// Compares a file with the store; `isConfirmed` confirms a host outside ConnectWise's cloud.
    static func make(
        _ file: ConfigurationFile, for partner: Partner, in ledger: any Ledger, isConfirmed: Bool
    ) async throws -> ConfigurationPlan {
        let current = try await ledger.configuration(partner.id)
        var wanted = file.applied(to: current)
        var notes = file.notes, obstacles: [String] = []
        let hasKey = try await ledger.secretNote(partner.id) != nil
        if var site = file.site {
            if let host = confirm(&site, as: current.site) {
                if isConfirmed {
                    site.confirmedHost = host
                    notes.append("Confirmed \(host) as your on-premises host.")
                } else {
                    obstacles.append(CredentialsReview.confirmation(of: host))
                }
            }
            if hasKey, let change = site.hostChange(from: current.site) {
                obstacles.append(change + Self.keyStays(site))
            }
            // With both keys the integrator login ends (product.md 3).
            if hasKey && !site.publicKey.isEmpty { site.legacyUsername = "" }
            wanted.site = site
        }
        if let name = file.name, name != current.name,
            try await ledger.partners().contains(where: { $0.name == name })
        {
            obstacles.append(
                "The store has another partner named '\(name)'. Change partner.name, or leave the"
                    + " section [partner] out.")
        }
        return ConfigurationPlan(
            current: current, wanted: wanted,
            changes: ConfigurationDifference.changes(from: current, to: wanted), notes: notes,
            obstacles: obstacles)
    }

    /// Takes over a confirmation that the store has; the answer is the host that still needs one.
    ///
    /// A file confirms nothing: it must not make the program talk to a host of its own choice.
    private static func confirm(
        _ site: inout ConnectWiseSite, as saved: ConnectWiseSite
    ) -> String? {
        guard !site.hasNoSignIn else { return nil }
        site.confirmedHost = saved.confirmedHost
        let review = CredentialsReview(of: CredentialsDraft(site: site, privateKey: Secret("")))
        site = review.draft.site
        if review.hostToConfirm != nil { site.confirmedHost = "" }
        return review.hostToConfirm
    }

    private static func keyStays(_ site: ConnectWiseSite) -> String {
        let rule = " The stored private key is sent only to the host that it was saved for. "
        guard !site.url.isEmpty else {
            return rule + "Erase site and key with cwconsole credentials clear first, or leave the"
                + " section [credentials] out."
        }
        return rule + "Save the new host with its key first: cwconsole credentials set --site-url"
            + " \(site.url) --private-key-file FILE; or leave the section [credentials] out."
    }
}
