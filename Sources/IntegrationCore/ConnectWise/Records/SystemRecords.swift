extension ConnectWise {
    /// The answer of `/login/companyinfo/{company}`.
    public struct CompanyInfo: Sendable, Hashable, ConnectWiseRecord {
        /// The part of the path before `apis/`, with a slash at its end: `v4_6_release/`.
        public var codeBase: String
        /// The company's name and the version, as shown to people; empty when not sent.
        public var companyName: String, version: String
        /// Whether it is ConnectWise's cloud.
        public var isCloud: Bool

        init?(_ json: JSONValue) {
            guard let text = json["Codebase"].words else { return nil }
            let name = text.hasSuffix("/") ? String(text.dropLast()) : text
            // It goes into every address: one path segment, and nothing that could leave it.
            guard Condition.Token(name) != nil, !name.contains(":"), name != ".", name != ".."
            else {
                return nil
            }
            codeBase = name + "/"
            companyName = (json["CompanyName"].words ?? "").oneLine(limit: 100)
            version = (json["VersionNumber"].words ?? json["VersionCode"].words ?? "")
                .oneLine(limit: 40)
            isCloud = json["IsCloud"].flag
        }
    }

    /// The answer of `/system/info`.
    public struct SystemInfo: Sendable, Hashable, ConnectWiseRecord {
        /// The version, the server's time zone and the cloud region; empty when not sent.
        public var version: String, timeZone: String, region: String
        /// Whether it is ConnectWise's cloud.
        public var isCloud: Bool

        init?(_ json: JSONValue) {
            guard json.object != nil else { return nil }
            version = (json["version"].words ?? "").oneLine(limit: 40)
            timeZone = (json["serverTimeZone"].words ?? "").oneLine(limit: 100)
            region = (json["cloudRegion"].words ?? "").oneLine(limit: 40)
            isCloud = json["isCloud"].flag
        }
    }

    /// An API member: whose eyes a key sees with (contract 8.1).
    public struct APIMember: Sendable, Hashable, ConnectWiseRecord {
        /// The name it signs in with; empty when not sent.
        public var identifier: String
        /// Whether it is switched off.
        public var isInactive: Bool
        /// The boards whose tickets it does not see; nil when ConnectWise did not say.
        public var excludedBoards: [Int64]?
        /// Its security role and its place in the company's structure; nil when not sent.
        public var securityRole: Reference?, structureLevel: Reference?

        init?(_ json: JSONValue) {
            guard json.object != nil else { return nil }
            identifier = json["identifier"].words ?? ""
            isInactive = json["inactiveFlag"].flag
            securityRole = Reference(json["securityRole"])
            structureLevel = Reference(json["structureLevel"])
            excludedBoards = json["excludedServiceBoardIds"]?.array?.compactMap {
                Optional($0).wholeNumber
            }
        }
    }
}
