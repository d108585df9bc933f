import IntegrationCore
import Locking

/// A transport whose answers a test writes; company info is answered by itself.
final class AnsweringTransport: Transport {
    private let sent = Locked<[HTTPRequest]>([])
    private let answer: @Sendable (HTTPRequest) -> HTTPResponse
    private let companyInfo: String

    init(
        companyInfo: String = #"{"Codebase":"v4_6_release/","IsCloud":"False"}"#,
        answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse
    ) {
        self.companyInfo = companyInfo
        self.answer = answer
    }

    /// The requests to the API so far.
    var requests: [HTTPRequest] { sent.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        if request.url.contains("/login/companyinfo/") {
            return HTTPResponse(status: 200, body: Array(companyInfo.utf8))
        }
        sent.withLock { $0.append(request) }
        return answer(request)
    }

    /// A client that talks through it.
    func client(
        edit: (inout ConnectWiseSite) -> Void = { _ in },
        log: @escaping ConnectWiseClient.RequestLog = { _ in }
    ) throws(Failure) -> ConnectWiseClient {
        var site = ConnectWiseSite()
        site.url = "https://psa.example"
        site.confirmedHost = "psa.example"
        site.company = "acme"
        site.publicKey = "public"
        site.clientID = "5f0a3c1e-7c55-4d0b-9a3e-2b8f1d6c4e70"
        edit(&site)
        return try ConnectWiseClient(
            site: site, privateKey: Secret("pr1vate"), transport: self, time: StandingTime()
        ).with(priority: .ticket, log: log)
    }
}

extension HTTPResponse {
    /// A JSON answer.
    init(_ json: String, status: Int = 200, link: String? = nil) {
        self.init(
            status: status, headers: link.map { ["link": $0] } ?? [:], body: Array(json.utf8))
    }
}
