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
}
