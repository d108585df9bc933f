import IntegrationCore
import Testing

@testable import CWConsole

@Suite struct ConfigurationReaderTests {
    private static func read(_ text: String) throws -> ConfigurationFile {
        try ConfigurationReader.read(Array(text.utf8), named: "FILE")
    }

    private static func problems(_ text: String) -> [ConfigurationProblem] {
        do {
            _ = try read(text)
            return []
        } catch {
            return (error as? ConfigurationRefused)?.problems ?? []
        }
    }

    /// A file in which every kind of thing stands, in lines that tests replace.
    static let text = ConfigurationWriter.text(of: ConfigurationSamples.full)

    @Test func `a file says what was written, and is written the same again`() throws {
        let file = try Self.read(Self.text)
        let empty = ConfigurationSamples.empty
        let read = file.applied(to: empty)

        #expect(read == ConfigurationSamples.full)
        #expect(ConfigurationWriter.text(of: read) == Self.text)
        #expect(file.notes.isEmpty)
    }

    @Test func `a configuration without rules and customers says so`() throws {
        let text = ConfigurationWriter.text(of: ConfigurationSamples.empty)
        let file = try Self.read(text)

        #expect(file.rules == [])
        #expect(file.customers == [])
        #expect(file.applied(to: ConfigurationSamples.full).rules.isEmpty)
        #expect(ConfigurationWriter.text(of: file.applied(to: ConfigurationSamples.empty)) == text)
    }

    @Test func `a section that is left out stays, and no comment is wider than the page`() throws {
        let file = try Self.read("format = 1")
        let full = ConfigurationSamples.full

        #expect(file.applied(to: full) == full)
        #expect(
            Self.text.split(separator: "\n").allSatisfy { $0.first != "#" || $0.count <= 100 })
    }

    @Test func `customers that are not named lose what was configured and stay`() throws {
        let file = try Self.read("format = 1\ncustomers = []")
        let result = file.applied(to: ConfigurationSamples.full)

        #expect(result.customers.map(\.number) == [7, 19_652])
        #expect(result.customers.allSatisfy { $0.company == nil && $0.links.isEmpty })
        #expect(result.customers.allSatisfy { $0.accounts.isEmpty })
    }

    @Test(arguments: [
        ("", "format"), ("format = 2", "format"), ("format = \"1\"", "format"),
        ("[format]", "format"), ("format = 1.0\nrules = 7", "format"),
    ])
    func `another format is refused, and nothing else is told`(text: String, place: String) {
        let problems = Self.problems(text)
        #expect(problems.map(\.place) == [place])
        #expect(problems.first?.reason.isEmpty == false)
    }

    @Test func `text that is no TOML is told with line and column`() {
        let problems = Self.problems("format = 1\n[settings\n")
        #expect(problems.map(\.sentence) == ["line 2, column 10: the header does not end with ]."])
    }

    @Test func `every problem is told with its place and line, in the order of the file`() {
        let text = Self.text
            .replacing("windowHours = 6", with: "windowHours = 500")
            .replacing(#"severities = ["error"]"#, with: #"severities = ["eror", "error"]"#)
            .replacing(#"unit = "devices""#, with: #"unit = "boxes""#, maxReplacements: 1)
            .replacing("number = 7\n", with: "number = 0\n")
        let problems = Self.problems(text)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)

        #expect(
            problems.map(\.place) == [
                "settings.windowHours", "rules[1].severities", "services[3].unit", "customers[1]",
            ])
        for (problem, words) in zip(problems, ["windowHours", "eror", "boxes", "[[customers]]"]) {
            #expect(problem.line.map { lines[$0 - 1].contains(words) } == true, "\(problem)")
        }
        #expect(
            problems[1].reason.hasPrefix(
                #""eror" is not accepted; it takes a list of "info", "warning", "error""#))
    }

    /// A line of the sample, what stands in its place, and the place and reason that are told.
    static let wrong: [(line: String, wrong: String, place: String, reason: String)] = [
        ("format = 1", "format = 1\nsetings = 1", "setings", "no such name; known are format, par"),
        ("[partner]", "[partner]\nmode = \"live\"", "partner.mode", "no such name"),
        (#"name = "Northwind""#, #"name = """#, "partner.name", "1 to 100 characters"),
        (#"name = "Northwind""#, #"name = " ""#, "partner.name", "1 to 100 characters"),
        (#"name = "Northwind""#, "", "partner.name", "is missing"),
        ("isOn = true", "isOn = 1", "credentials.isOn", "true or false"),
        ("isOn = true", #"isOn = "yes""#, "credentials.isOn", "true or false"),
        (site, #"siteUrl = "http://x""#, "credentials.siteUrl", "https://"),
        (site, #"siteUrl = "https://""#, "credentials.siteUrl", "https://"),
        (site, #"siteUrl = """#, "credentials.siteUrl", "empty"),
        (#"company = "north""#, #"company = "no rth""#, "credentials.company", "blank"),
        (#"company = "north""#, #"company = """#, "credentials.company", "empty"),
        (#"publicKey = "pub""#, #"publicKey = "p\u0000b""#, "credentials.publicKey", "a text"),
        (#"clientId = "5f"#, #"clientId = "gü"#, "credentials.clientId", "blank or a char"),
        (#"clientId = "5f"#, #"clientId = "5"#, "credentials.clientId", "no GUID"),
        (
            #"solution = "Axcient""#, #"solution = "0123456789012345678901234567890""#,
            "credentials.solution", "30"
        ),
        (#"apiVersion = "2025.16""#, #"apiVersion = "new""#, "credentials.apiVersion", "digits"),
        (#"apiVersion = "2025.16""#, "apiVersion = 2025.16", "credentials.apiVersion", "a text"),
        ("-----BEGIN CERTIFICATE-----", "no", "credentials.caCertificate", "BEGIN CERTIFICATE"),
        (
            "isOn = true", "isOn = true\nprivateKey = \"x\"", "credentials.privateKey",
            "no such name"
        ),
        (
            "updateBackupStatistics = true", "updateBackupStatistics = \"yes\"",
            "settings.updateBackupStatistics", "true or false"
        ),
        (prefix, #"managedIdPrefix = """#, "settings.managedIdPrefix", "1 to 20 letters"),
        (prefix, #"managedIdPrefix = "a b""#, "settings.managedIdPrefix", "1 to 20 letters"),
        (
            #"statisticsTarget = "both""#, #"statisticsTarget = "all""#,
            "settings.statisticsTarget", "counters, configuration, both"
        ),
        (#"gbBase = "binary""#, "gbBase = 2", "settings.gbBase", "decimal, binary"),
        (#"gbRounding = "exact""#, #"gbRounding = "no""#, "settings.gbRounding", "exact, up"),
        (#"vanishedUsage = "leave""#, "vanishedUsage = 0", "settings.vanishedUsage", "pushZero"),
        (#"billingMode = "approveFirst""#, "billingMode = []", "settings.billingMode", "automatic"),
        ("guardPercent = 50", "guardPercent = 1001", "settings.guardPercent", "0 to 1000"),
        ("guardUnits = 10", "guardUnits = -1", "settings.guardUnits", "0 to 1000000"),
        ("windowHours = 6", "windowHours = 0", "settings.windowHours", "1 to 168"),
        ("windowHours = 6", "windowHours = 6.5", "settings.windowHours", "6.5 is not accepted"),
        ("windowHours = 6", "", "settings.windowHours", "is missing; it takes 1 to 168"),
        (
            "requestsPerMinute = 800", "requestsPerMinute = 99999999999999999999",
            "settings.requestsPerMinute", "1 to 1000"
        ),
        (#"action = "ticket""#, #"action = "mail""#, "rules[1].action", #""ticket" or "sync""#),
        (#"severities = ["error"]"#, "severities = []", "rules[1]", "at least one severity"),
        (#"severities = ["error"]"#, #"severities = "all""#, "rules[1].severities", "a list of"),
        (
            #"severities = ["error"]"#, #"severities = ["error", "error"]"#,
            "rules[1].severities", "stands twice"
        ),
        (events, "events = []", "rules[1]", "at least one event type"),
        (events, #"events = ["Backup"]"#, "rules[1].events", "BackupFailure"),
        ("customers = [7]", "customers = [0]", "rules[1]", "named by their numbers"),
        ("customers = [7]", #"customers = ["7"]"#, "rules[1].customers", "customer numbers"),
        ("customers = [7]", "customers = 7", "rules[1].customers", #""all", or a list"#),
        (board, "", "rules[1].board", "is missing"),
        (board, #"board = "Backup""#, "rules[1].board", "{ id = 250"),
        (board, #"board = { id = 0, name = "x" }"#, "rules[1].board.id", "above 0"),
        (board, "board = { id = 1 }", "rules[1].board.name", "is missing"),
        (board, #"board = { id = 1, name = "x", of = 1 }"#, "rules[1].board.of", "no such name"),
        (status, #"status = "New""#, "rules[1].status", #""notResponded", or { id"#),
        (
            "priority = {", "priority = { eror = 1, ", "rules[1].priority.eror",
            "known are info, warning, error"
        ),
        ("priority = {", "priority = [] # ", "rules[1].priority", "by severity"),
        (#"close = "never""#, #"close = "closed""#, "rules[1].close", #""firstClosed", "never""#),
        (#"close = "never""#, "close = true", "rules[1].close", #""firstClosed", "never""#),
        ("reopenDays = 3", "reopenDays = 366", "rules[1]", "0 to 365"),
        ("reopenDays = 3", #"reopenDays = "3""#, "rules[1].reopenDays", "0 to 365"),
        ("noteRepeats = false", "noteRepeats = 0", "rules[1].noteRepeats", "true or false"),
        (
            #"action = "sync""#, "action = \"sync\"\nreopenDays = 1", "rules[2].reopenDays",
            "no such name; known are action"
        ),
        (service, #"service = "online-server""#, "services", "online-servers is one of the twelve"),
        (service, #"service = "On Line""#, "services", "one of the twelve"),
        (own, #"service = "saas seats""#, "services[13]", "small letters, digits and hyphens"),
        (own, #"service = "online-servers""#, "services[13]", "two services named"),
        (#"wording = "SaaS""#, #"wording = " ""#, "services[13]", "wording of saas-seats is blank"),
        (#"bill = true"#, #"bill = "yes""#, "services[3].bill", "true or false"),
        (#"level = "SaaS""#, #"level = """#, "services[13]", "Level of saas-seats is blank"),
        (#"level = "SaaS""#, #"level = "a\nb""#, "services[13]", "control character"),
        (#"level = "SaaS""#, #"level = "Online Backup""#, "services[13]", "stands twice"),
        (#"product = { id = 9, "#, "product = { id = -9, ", "services[3].product.id", "above 0"),
        (#"product = { id = 9, name = "Server" }"#, "product = 9", "services[3].product", "none"),
        ("number = 7\n", "number = 19652\n", "customers[2]", "stands twice"),
        ("number = 7\n", "number = \"7\"\n", "customers[1].number", "above 0"),
        (#"name = "Seven""#, #"name = """#, "customers[1]", "1 to 256 characters"),
        (#"name = "Seven""#, #"name = "a\tb""#, "customers[1]", "1 to 256 characters"),
        ("company = {", "company = 251 # ", "customers[1].company", #""none", or { id"#),
        ("links = [", "links = { # ", "", "a name is expected"),
        ("links = [", "links = [1, ", "customers[1].links", "a list of"),
        (#"source = "/a", "#, #"source = "", "#, "customers[1]", "printable ASCII"),
        (#"id = "seven" }"#, #"id = "" }"#, "customers[1]", "printable ASCII"),
        (#"id = "seven" }"#, #"ids = "seven" }"#, "customers[1].links[1].ids", "known are source"),
        (
            #"{ source = "/b", id = "7" }"#, #"{ source = "/a", id = "seven" }"#, "customers[1]",
            "linked twice"
        ),
        (#"id = "EFS3""#, #"id = "EFS1""#, "customers[2].accounts[3].id", "stands twice"),
        (#"id = "EFS3""#, #"id = " E""#, "customers[2]", "printable ASCII"),
        (#"parent = "EFS1""#, #"parent = "EFS9""#, "customers[2].accounts[2].parent", "no account"),
        (#"parent = "EFS1""#, #"parent = "EFS2""#, "customers[2]", "its own parent"),
        (#"plan = "Trial""#, #"plan = "a\u0007""#, "customers[2]", "none of them a control one"),
        (#"plan = "Trial""#, "plan = false", "customers[2].accounts[3].plan", "a text"),
        (#"plan = "Trial""#, "", "customers[2].accounts[3].plan", "is missing"),
        (
            #"plan = "Trial""#, "plan = \"Trial\"\nplans = 1", "customers[2].accounts[3].plans",
            "known are id, parent"
        ),
    ]

    private static let site = #"siteUrl = "https://api-na.myconnectwise.net""#
    private static let prefix = #"managedIdPrefix = "EFS-""#
    private static let events = #"events = ["BackupFailure"]"#
    private static let board = #"board = { id = 1, name = "Backup" }"#
    private static let status = #"status = { id = 2, name = "New" }"#
    private static let service = #"service = "online-servers""#
    private static let own = #"service = "saas-seats""#

    @Test(arguments: wrong.indices)
    func `a wrong value of any name gets a sentence`(index: Int) throws {
        let (line, wrong, place, reason) = Self.wrong[index]
        try #require(Self.text.contains(line), "\(line) is no line of the sample")
        let problems = Self.problems(Self.text.replacing(line, with: wrong, maxReplacements: 1))
        let found = problems.first { $0.place == place }
        #expect(
            found?.reason.contains(reason) == true, "\(wrong): \(problems.map(\.sentence))")
    }

    @Test func `a browser address is rewritten as the form does it, and that is told`() throws {
        let file = try Self.read(
            Self.text.replacing(Self.site, with: #"siteUrl = " https://na.myconnectwise.net ""#))

        #expect(file.site?.url == "https://api-na.myconnectwise.net")
        #expect(file.notes.contains { $0.contains("credentials.siteUrl") })
    }

    @Test func `without any sign-in a site is none yet, and that is no problem`() throws {
        let file = try Self.read(ConfigurationWriter.text(of: ConfigurationSamples.empty))
        #expect(file.site == ConnectWiseSite())
    }

    @Test func `of many problems a hundred are told and the rest counted`() {
        let lines = (1...250).map { "x\($0) = 1" }.joined(separator: "\n")
        let problems = Self.problems("format = 1\n" + lines)
        let refused = ConfigurationRefused(file: "FILE", problems: problems)

        #expect(refused.problems.count == 250)
        #expect(refused.description.contains("has 250 problems"))
        #expect(refused.description.hasSuffix("And 150 more."))
        let millions = Array(repeating: "x = [1]", count: 20_000).enumerated()
            .map { "\($0)\($1)" }.joined(separator: "\n")
        #expect(Self.problems("format = 1\n" + millions).count == 1_000)
    }
}
