import IntegrationCore
import Testing

@testable import CWConsole

@Suite struct CredentialsReviewTests {
    private func draft(_ change: (inout CredentialsDraft) -> Void = { _ in }) -> CredentialsDraft {
        var site = ConnectWiseSite()
        site.url = "https://api-eu.myconnectwise.net"
        site.company = "northwind"
        site.publicKey = "public"
        site.clientID = "5f0a3c1e-7c55-4d0b-9a3e-2b8f1d6c4e70"
        site.solution = "Axcient"
        var draft = CredentialsDraft(site: site, privateKey: Secret("private"))
        change(&draft)
        return draft
    }

    @Test func `good values pass without a word`() {
        let review = CredentialsReview(of: draft())

        #expect(review.isAcceptable)
        #expect(review.notes.isEmpty)
    }

    @Test func `a confirmed host is confirmed for its port only`() {
        let confirmed = CredentialsReview(
            of: draft {
                $0.site.url = "https://psa.example.com:8443/v4_6_release"
                $0.site.confirmedHost = "psa.example.com:8443"
            })
        let other = CredentialsReview(
            of: draft {
                $0.site.url = "https://psa.example.com"
                $0.site.confirmedHost = "psa.example.com:8443"
            })

        #expect(confirmed.isAcceptable)
        #expect(confirmed.draft.site.url == "https://psa.example.com:8443")
        #expect(other.hostToConfirm == "psa.example.com")
    }

    @Test func `going to the cloud takes the confirmation away`() {
        let review = CredentialsReview(of: draft { $0.site.confirmedHost = "psa.example.com" })

        #expect(review.draft.site.confirmedHost.isEmpty)
    }

    @Test func `every wrong field has its own sentence with a remedy`() {
        let review = CredentialsReview(
            of: draft {
                $0.site.company = ""
                $0.site.publicKey = "with blank"
                $0.site.clientID = "tab\tinside"
                $0.site.solution = String(repeating: "s", count: 31)
                $0.site.certificateAuthorityPEM = "not pem"
                $0.site.apiVersion = "latest"
                $0.privateKey = Secret("k3y\u{7}Zx9q")
            })

        #expect(
            Set(review.problems.keys) == [
                .company, .publicKey, .clientID, .solution, .certificateAuthority, .apiVersion,
                .privateKey,
            ])
        #expect(review.sentences.count == 7)
        #expect(!review.sentences.joined().contains("Zx9q"))
    }

    /// A wrong value of a field, and words of the sentence that stands beside it.
    private static let wrong:
        [(CredentialField, String, @Sendable (inout CredentialsDraft) -> Void)] = [
            (.siteURL, "https", { $0.site.url = "" }),
            (.siteURL, "https", { $0.site.url = "http://na.myconnectwise.net" }),
            (.siteURL, "https", { $0.site.url = "na.myconnectwise.net" }),
            (.siteURL, "", { $0.site.url = "https://" + String(repeating: "a", count: 60_000) }),
            (.siteURL, "", { $0.site.url = "https://na.my\u{7}connectwise.net" }),
            (.company, "empty", { $0.site.company = " \t" }),
            (.company, "100", { $0.site.company = String(repeating: "n", count: 60_000) }),
            (.company, "inside", { $0.site.company = "north\u{1B}[31mwind" }),
            (.publicKey, "empty", { $0.site.publicKey = "" }),
            (.publicKey, "blank", { $0.site.publicKey = "abc def" }),
            (.publicKey, "100", { $0.site.publicKey = String(repeating: "k", count: 101) }),
            (.privateKey, "blank", { $0.privateKey = Secret("abc def") }),
            (.privateKey, "100", { $0.privateKey = Secret(String(repeating: "k", count: 101)) }),
            (.clientID, "empty", { $0.site.clientID = "" }),
            (.clientID, "GUID", { $0.site.clientID = "5f0a3c1e-7c55-4d0b-9a3e" }),
            (.clientID, "GUID", { $0.site.clientID = "5f0a3c1e7c554d0b9a3e2b8f1d6c4e70" }),
            (.clientID, "GUID", { $0.site.clientID = "5f0a3c1e-7c55-4d0b-9a3e-2b8f1d6c4eZZ" }),
            (.solution, "30", { $0.site.solution = String(repeating: "s", count: 31) }),
            (.apiVersion, "2025.16", { $0.site.apiVersion = "latest" }),
            (.apiVersion, "2025.16", { $0.site.apiVersion = String(repeating: "1", count: 21) }),
            (.certificateAuthority, "PEM", { $0.site.certificateAuthorityPEM = "hello" }),
            (.legacyUsername, "login", { $0.legacyPassword = Secret("s3same") }),
        ]

    @Test(arguments: wrong.indices) func `a wrong value gets its own sentence`(index: Int) {
        let (field, words, change) = Self.wrong[index]
        let review = CredentialsReview(of: draft(change))

        #expect(Set(review.problems.keys) == [field], "\(review.problems)")
        let sentence = review.problems[field] ?? ""
        #expect(sentence.contains(words), "\(sentence)")
        #expect(sentence.count < 400 && sentence.last == ".")
        #expect(!sentence.unicodeScalars.contains { $0.value < 32 })
    }

    @Test func `the legacy login alone can be saved, and says that everything is held`() {
        let review = CredentialsReview(
            of: draft {
                $0.site.publicKey = ""
                $0.site.clientID = ""
                $0.privateKey = Secret("")
                $0.site.legacyUsername = "integrator "
                $0.legacyPassword = Secret("open sesame")
            })

        #expect(review.isAcceptable, "\(review.problems)")
        #expect(review.draft.site.legacyUsername == "integrator")
        #expect(review.notes[.legacyUsername]?.contains("held") == true)
    }
}
