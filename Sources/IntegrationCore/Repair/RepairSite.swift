/// ConnectWise as a repair needs it; errors say what became of the request.
public protocol RepairSite: Sendable {
    /// Makes the one request of a step and returns the answer; a PATCH is compared with it.
    func perform(
        _ method: HTTPRequest.Method, _ path: String, body: JSONValue?
    ) async throws(ConnectWiseError) -> JSONValue
    /// A record as it is now; nil when it is not there, while the connection is proved good.
    func read(path: String) async throws(ConnectWiseError) -> JSONValue?
    /// All records of a list; nil when the list's owner is not there.
    func readList(path: String) async throws(ConnectWiseError) -> [JSONValue]?
}

extension ConnectWiseClient: RepairSite {}
