internal import Locking

extension ConnectWiseClient {
    /// What the site says about a company before anybody signs in (contract 1).
    ///
    /// - Throws: `badCredentials` when the site knows no such company.
    public func companyInfo() async throws(ConnectWiseError) -> ConnectWise.CompanyInfo {
        let company = PercentEncoding.text(site.company)
        let request = HTTPRequest(
            method: .get, url: "\(address.origin)/login/companyinfo/\(company)",
            headers: [.init("Accept", "application/json")])
        let response = try await send(request)
        if let error = ResponseVerdict.error(of: response, to: .get) {
            guard error.verdict == .notFound else { throw masked(error) }
            throw ConnectWiseError(
                .badCredentials,
                Failure(
                    .signInRefused,
                    "\(address.authority) has no ConnectWise sign-in page for companies"
                        + " (404 for /login/companyinfo); check the site URL."))
        }
        let json = try parsed(response, method: .get)
        guard json != .null else {
            throw ConnectWiseError(
                .badCredentials,
                Failure(
                    .signInRefused,
                    "\(address.authority) knows no company \(site.company);"
                        + " check the Company ID and the site URL."))
        }
        guard let info = ConnectWise.CompanyInfo(json) else {
            throw unreadable(.get, "company info names no code base")
        }
        return info
    }

    func currentCodeBase() async throws(ConnectWiseError) -> String {
        if let known = codeBase.withLock({ $0 }) { return known }
        return try await discoverCodeBase()
    }

    func discoverCodeBase() async throws(ConnectWiseError) -> String {
        let found = try await companyInfo().codeBase
        codeBase.withLock { $0 = found }
        return found
    }

    /// Tells a missing record from a sign-in that the cloud refuses with 404, by calls that must
    /// work (contract 6, consequence a).
    func explained(notFound: ConnectWiseError) async -> ConnectWiseError {
        guard let base = codeBase.withLock({ $0 }) else { return notFound }
        let boards = APICall(path: "/service/info/boards", query: [("pageSize", "1")])
        do {
            _ = try await attempt(boards, codeBase: base)
            return notFound
        } catch  where error.verdict == .notFound {
            let system = try? await attempt(APICall(path: "/system/info"), codeBase: base)
            let facts =
                system == nil
                ? "every address answers 404, which is how the cloud refuses keys"
                : "the version can be read, but not the boards"
            return ConnectWiseError(
                .badCredentials,
                Failure(.signInRefused, "ConnectWise refuses the keys: \(facts)."))
        } catch {
            return error
        }
    }
}
