import Foundation
import IntegrationCore

extension CredentialsReview {
    /// Cleans a draft field by field and notes what was changed and what must be mended.
    init(of typed: CredentialsDraft) {
        self.init(draft: typed)
        trimAll()
        readAddress()
        requireKeys()
        checkLogin()
        if draft.site.solution.isEmpty, !isLegacyOnly {
            notes[.solution] = "Empty: Managed IDs and statistics wait until it is named."
        }
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
        let version = draft.site.apiVersion
        if version.count > 20 || !version.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) {
            problems[.apiVersion] =
                "The API version pin holds other characters than digits and dots. "
                + "Enter it like 2025.16, or leave it empty."
        }
    }

    /// Whether there is an Integrator Login and no REST key: everything is held then.
    var isLegacyOnly: Bool {
        !draft.site.legacyUsername.isEmpty && draft.site.publicKey.isEmpty
            && draft.privateKey.isEmpty
    }

    /// Every problem, and the host to confirm, in the order of the form.
    var sentences: [String] {
        CredentialField.allCases.compactMap { problems[$0] }
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
        draft.site.legacyUsername = trimmed(draft.site.legacyUsername, .legacyUsername)
        let key = draft.privateKey.withBytes { String(decoding: $0, as: UTF8.self) }
        let clean = trimmed(key, .privateKey)
        if clean != key { draft.privateKey = Secret(clean) }
    }

    private mutating func trimmed(_ text: String, _ field: CredentialField) -> String {
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
        guard draft.site.url.count <= 300 else {
            problems[.siteURL] =
                "The site URL has more than 300 characters. Enter it like"
                + " https://na.myconnectwise.net."
            return
        }
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
        guard !isLegacyOnly else { return }
        require(draft.site.publicKey, .publicKey, "public API key", "the API member's public key")
        require(
            draft.site.clientID, .clientID, "client ID",
            "a GUID from developer.connectwise.com")
        if problems[.clientID] == nil, UUID(uuidString: draft.site.clientID) == nil {
            problems[.clientID] =
                "The client ID is no GUID. Copy it from developer.connectwise.com > ClientID: 32 "
                + "hexadecimal digits with four hyphens."
        }
        let key = draft.privateKey.withBytes { String(decoding: $0, as: UTF8.self) }
        // An empty private key keeps the stored one.
        if !key.isEmpty { require(key, .privateKey, "private API key", "") }
    }

    /// More characters than any key, company or login of ConnectWise has.
    private static let longest = 100

    /// The Integrator Login: kept only without REST keys, and then it needs both its halves.
    private mutating func checkLogin() {
        let name = draft.site.legacyUsername
        let isClean = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        if name.isEmpty, !draft.legacyPassword.isEmpty {
            problems[.legacyUsername] =
                "The Integrator password has no login. Enter the login, or empty the password."
        } else if name.count > Self.longest {
            problems[.legacyUsername] =
                "The Integrator login has more than \(Self.longest) characters. Copy it again."
        } else if !isClean {
            problems[.legacyUsername] =
                "The Integrator login holds a control character. Type it by hand."
        } else if isLegacyOnly {
            notes[.legacyUsername] =
                "Every push is held until both API keys are saved: SOAP ended in 2020."
        }
    }

    private mutating func require(
        _ value: String, _ field: CredentialField, _ name: String, _ meaning: String
    ) {
        if value.isEmpty {
            problems[field] = "The \(name) is empty. Enter \(meaning)."
        } else if value.count > Self.longest {
            problems[field] =
                "The \(name) has more than \(Self.longest) characters. Copy it again: something "
                + "else came with it."
        } else if !value.unicodeScalars.allSatisfy({ (33...126).contains($0.value) }) {
            problems[field] =
                "The \(name) has a blank or a character inside that no key has. "
                + "Copy it again, or type it by hand."
        }
    }
}
