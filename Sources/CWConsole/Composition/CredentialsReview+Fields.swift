import IntegrationCore

extension CredentialsReview {
    /// Cleans a draft field by field and notes what was changed and what must be mended.
    init(of typed: CredentialsDraft) {
        self.init(draft: typed)
        trimAll()
        readAddress()
        requireKeys()
        if draft.site.solution.count > 30 {
            problems[.solution] =
                "The management solution name has more than 30 characters; ConnectWise takes 30. "
                + "Enter the name as it stands in ConnectWise."
        }
        let authorities = draft.site.certificateAuthorityPEM
        if !authorities.isEmpty, !authorities.contains("-----BEGIN CERTIFICATE-----") {
            problems[.certificateAuthority] =
                "The CA file holds no PEM certificate. Give a file with -----BEGIN CERTIFICATE-----."
        }
        if !draft.site.apiVersion.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) {
            problems[.apiVersion] =
                "The API version pin holds other characters than digits and dots. "
                + "Enter it like 2025.16, or leave it empty."
        }
    }

    /// Every problem, and the host to confirm, in the order of the form.
    var sentences: [String] {
        Field.allCases.compactMap { problems[$0] }
            + (hostToConfirm.map { [Self.confirmation(of: $0)] } ?? [])
    }

    /// What is asked about a host outside ConnectWise's cloud.
    static func confirmation(of host: String) -> String {
        "\(host) is not a host of ConnectWise's cloud. Confirm it as your own on-premises host: "
            + "--on-premises, or the dialog of the form."
    }

    private mutating func trimAll() {
        draft.site.url = trimmed(draft.site.url, .siteURL)
        draft.site.company = trimmed(draft.site.company, .company)
        draft.site.publicKey = trimmed(draft.site.publicKey, .publicKey)
        draft.site.clientID = trimmed(draft.site.clientID, .clientID)
        draft.site.solution = trimmed(draft.site.solution, .solution)
        draft.site.apiVersion = trimmed(draft.site.apiVersion, .apiVersion)
        let key = draft.privateKey.withBytes { String(decoding: $0, as: UTF8.self) }
        let clean = trimmed(key, .privateKey)
        if clean != key { draft.privateKey = Secret(clean) }
    }

    private mutating func trimmed(_ text: String, _ field: Field) -> String {
        let front = text.prefix { $0.isWhitespace }.count
        let rest = text.dropFirst(front)
        let back = rest.reversed().prefix { $0.isWhitespace }.count
        if front + back > 0 {
            notes[field] =
                "Removed \(front + back) blank\(front + back == 1 ? "" : "s") around the value."
        }
        return String(rest.dropLast(back))
    }

    private mutating func readAddress() {
        do throws(Failure) {
            let address = try SiteAddress(draft.site.url)
            if !address.changes.isEmpty {
                notes[.siteURL] = ([notes[.siteURL]].compactMap(\.self) + address.changes)
                    .joined(separator: " ")
            }
            draft.site.url = address.origin
            if address.isCloud {
                draft.site.confirmedHost = ""
            } else if draft.site.confirmedHost != address.authority {
                hostToConfirm = address.authority
            }
        } catch {
            problems[.siteURL] = error.detail
        }
    }

    private mutating func requireKeys() {
        require(draft.site.company, .company, "Company ID", "the company of ConnectWise's sign-in")
        require(draft.site.publicKey, .publicKey, "public API key", "the API member's public key")
        require(
            draft.site.clientID, .clientID, "client ID",
            "a GUID from developer.connectwise.com")
        let key = draft.privateKey.withBytes { String(decoding: $0, as: UTF8.self) }
        // An empty private key keeps the stored one.
        if !key.isEmpty { require(key, .privateKey, "private API key", "") }
    }

    private mutating func require(
        _ value: String, _ field: Field, _ name: String, _ meaning: String
    ) {
        if value.isEmpty {
            problems[field] = "The \(name) is empty. Enter \(meaning)."
        } else if !value.unicodeScalars.allSatisfy({ (33...126).contains($0.value) }) {
            problems[field] =
                "The \(name) has a blank or a character inside that no key has. "
                + "Copy it again, or type it by hand."
        }
    }
}
