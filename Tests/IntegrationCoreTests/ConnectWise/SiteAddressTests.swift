import IntegrationCore
import Testing

@Suite struct SiteAddressTests {
    @Test(arguments: [
        ("https://api-na.myconnectwise.net", "https://api-na.myconnectwise.net", true, 0),
        ("https://na.myconnectwise.net/", "https://api-na.myconnectwise.net", true, 1),
        (
            "  https://EU.MyConnectWise.net/v2025_1/services/x.html?a=b \n",
            "https://api-eu.myconnectwise.net", true, 3
        ),
        ("https://staging.connectwisedev.com", "https://api-staging.connectwisedev.com", true, 1),
        ("https://psa.example.com/v4_6_release//", "https://psa.example.com", false, 1),
        ("https://psa.example.com:8443", "https://psa.example.com:8443", false, 0),
        ("https://127.0.0.1:41873", "https://127.0.0.1:41873", false, 0),
        (
            "https://na.myconnectwise.net.evil.example",
            "https://na.myconnectwise.net.evil.example",
            false, 0
        ),
    ])
    func `a pasted address becomes an origin, and every change is said`(
        text: String, origin: String, isCloud: Bool, changes: Int
    ) throws {
        let address = try SiteAddress(text)

        #expect(address.origin == origin)
        #expect(address.isCloud == isCloud)
        #expect(address.changes.count == changes, "\(address.changes)")
    }

    @Test(arguments: [
        "", "   ", "http://na.myconnectwise.net", "na.myconnectwise.net", "https://", "ftp://x",
        "https://user:pw@na.myconnectwise.net", "https://na.myconnectwise.net:8443",
        "https://a b.example", "javascript:alert(1)",
    ])
    func `anything else is refused with a remedy`(text: String) {
        let error = #expect(throws: Failure.self) { try SiteAddress(text) }

        #expect(error?.code == .credentialsIncomplete)
        #expect(error?.detail.contains("https://") == true || error?.detail.contains("443") == true)
    }

    @Test func `a host outside the cloud must be confirmed, by host or host and port`() throws {
        let transport = AnsweringTransport { _ in HTTPResponse(status: 200) }

        for confirmed in ["psa.example:8443", "psa.example", "PSA.Example"] {
            _ = try transport.client {
                $0.url = "https://psa.example:8443"
                $0.confirmedHost = confirmed
            }
        }
        for confirmed in ["", "psa.example:443", "example", "other.example"] {
            let error = #expect(throws: Failure.self) {
                try transport.client {
                    $0.url = "https://psa.example:8443"
                    $0.confirmedHost = confirmed
                }
            }
            #expect(error?.code == .hostNotConfirmed)
        }
    }
}
