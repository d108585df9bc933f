import IntegrationCore
import Testing

struct EventReaderTests {
    private let now = ContractExampleTests.now

    /// A valid event with some members of `data` replaced or, with nil, removed.
    private func line(
        _ changes: [String: JSONValue?] = [:], envelope: [String: JSONValue] = [:]
    ) -> [UInt8] {
        var data: [String: JSONValue] = [
            "customer": ["id": "19652"], "device": ["id": "d1", "kind": "server"],
            "job": ["id": "nightly"], "result": "failed", "endedAt": "2026-11-21T02:14:09Z",
        ]
        for (name, value) in changes { data[name] = value }
        var members: [String: JSONValue] = [
            "specversion": "1.0", "id": "e1", "source": "/efolder/portal",
            "type": "backup.job.finished.v1", "time": "2026-11-21T02:14:09Z", "data": .object(data),
        ]
        members.merge(envelope) { _, new in new }
        return JSONValue.object(members).bytes
    }

    private func refusal(_ line: [UInt8]) -> String? {
        do throws(EventRejection) {
            _ = try EventReader().read(line, now: now)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `the defaults of the contract hold`() throws {
        let event = try EventReader().read(line(["device": ["id": "d1"]]), now: now)
        #expect(event.device?.kind == .unknown)
        guard case .job(let run) = event.fact else {
            Issue.record("not a job: \(event.fact)")
            return
        }
        #expect(run.kind == .backup)
        #expect(run.willRetry == false)
    }

    @Test func `unknown members are ignored but misspelt quantities are refused`() {
        #expect(refusal(line(["weather": "fine"], envelope: ["tenant": "x"])) == nil)
        #expect(
            refusal(line(["bytes": ["stord": 5]]))?.hasPrefix("data.bytes.stord: is unknown")
                == true)
        #expect(
            refusal(line(["counts": ["mailboxs": 5]]))?.hasPrefix("data.counts.mailboxs:") == true)
    }

    @Test(
        arguments: [
            ("customer", ["id": " 1"]), ("customer", ["id": "é"]), ("customer", ["name": "x"]),
            ("customer", "19652"), ("customer", .null), ("device", ["id": "d", "kind": "toaster"]),
            ("job", ["id": ""]), ("run", ["attempt": 0]), ("run", ["willRetry": "no"]),
            ("bytes", ["stored": 9_007_199_254_740_992]), ("bytes", ["stored": .number(0.5)]),
            ("startedAt", "yesterday"), ("startedAt", "2026-02-30T00:00:00Z"), ("code", ""),
            ("message", 5), ("url", "no address"), ("url", "https://a/%zz"), ("vendor", []),
        ] as [(String, JSONValue)])
    func `a wrong member is refused by its name`(_ name: String, _ value: JSONValue) {
        #expect(refusal(line([name: value]))?.hasPrefix("data.\(name)") == true)
    }

    @Test func `lengths are counted in characters`() {
        let name = String(repeating: "é", count: 256)
        #expect(refusal(line(["customer": ["id": "1", "name": .string(name)]])) == nil)
        #expect(refusal(line(["customer": ["id": "1", "name": .string(name + "x")]])) != nil)
        let message = String(repeating: "ü", count: 8_192)
        #expect(refusal(line(["message": .string(message)])) == nil)
        #expect(refusal(line(["message": .string(message + "x")])) != nil)
    }

    @Test func `a whole number may be written with a fraction of zero`() {
        let text = String(decoding: line(["bytes": ["stored": 77]]), as: UTF8.self)
        #expect(refusal(Array(text.replacing("77", with: "7.0e1").utf8)) == nil)
    }

    @Test func `an unknown type or version is unsupported`() {
        for type in ["backup.job.finished.v2", "backup.job.started.v1", "x"] {
            #expect(
                refusal(line(envelope: ["type": .string(type)]))?.hasPrefix("unsupported-type")
                    == true)
        }
    }

    @Test func `a clock that runs more than a day ahead is refused`() {
        let ahead: JSONValue = "2026-11-22T20:00:01Z"
        #expect(refusal(line(envelope: ["time": ahead]))?.hasPrefix("time:") == true)
        #expect(refusal(line(envelope: ["time": "2026-11-22T20:00:00Z"])) == nil)
    }

    @Test func `an event over 64 KiB is too large`() {
        let vendor = line(["vendor": ["x": .string(String(repeating: "v", count: 16_385))]])
        #expect(refusal(vendor)?.hasPrefix("data.vendor") == true)
        let padded = line() + [UInt8](repeating: 32, count: 65_536)
        #expect(refusal(padded)?.hasPrefix("too-large") == true)
    }

    @Test(arguments: [
        "", "[]", "{", "{}", "{\"a\":1}", "{\"specversion\":\"1.0\"", "nul", "{\"a\":01}",
        "\"\\ud800\"",
        "{\"specversion\":\"1.0\",\"specversion\":\"1.0\"}", "{\"a\":\"\u{1}\"}", "{} {}", "1e999",
        "{\"a\":1,}", "[1,]", "{\"a\" 1}", "\"\\x\"", "\"\\u12", "-", "\"abc",
    ])
    func `what is no event is refused and never crashes`(_ text: String) {
        #expect(refusal(Array(text.utf8)) != nil)
    }

    @Test func `bytes that are no text are refused`() {
        #expect(refusal([0x22, 0xFF, 0x22]) != nil)
        #expect(refusal([0x22, 0x5C]) != nil)
        #expect(
            refusal([UInt8](repeating: 0x5B, count: 60_000))?.contains("nested too deep") == true)
    }

    @Test func `a valid event cut anywhere is refused`() {
        let whole = line(["message": "Zażółć \"gęślą\" \n jaźń 🙂"])
        for length in 0..<whole.count { #expect(refusal(Array(whole.prefix(length))) != nil) }
        #expect(refusal(whole) == nil)
    }

    @Test func `sixteen levels are read and seventeen refused`() {
        func nested(_ levels: Int) -> JSONValue {
            (0..<levels).reduce(JSONValue.integer(1)) { inner, _ in ["x": inner] }
        }
        #expect(refusal(line(["vendor": nested(14)])) == nil)
        #expect(refusal(line(["vendor": nested(15)]))?.contains("nested too deep") == true)
    }

    @Test func `escapes and surrogate pairs are read`() throws {
        let text = String(decoding: line(["message": "MESSAGE"]), as: UTF8.self)
            .replacing("MESSAGE", with: #"\u00e9\ud83d\ude42\n\/\"\\"#)
        let event = try EventReader().read(Array(text.utf8), now: now)
        #expect(event.message == "é🙂\n/\"\\")
    }

    @Test func `only what decides is in the digest`() throws {
        func digest(_ changes: [String: JSONValue?]) throws -> [UInt8] {
            try EventReader().read(line(changes), now: now).digest
        }
        let base = try digest([:])
        #expect(base.count == 32)
        #expect(try digest(["message": "other", "bytes": ["stored": 5]]) == base)
        #expect(try digest(["device": ["id": "d1", "name": "new"]]) == base)
        let changes: [[String: JSONValue]] = [
            ["result": "success"], ["endedAt": "2026-11-21T02:14:10Z"], ["run": ["id": "r"]],
            ["account": ["id": "a"]], ["job": ["id": "nightly", "kind": "verify"]],
            ["startedAt": "2026-11-21T02:00:00Z"],
        ]
        for change in changes { #expect(try digest(change) != base) }
    }
}
