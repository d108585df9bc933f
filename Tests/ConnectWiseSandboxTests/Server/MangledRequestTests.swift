import IntegrationCore
import Testing

@testable import ConnectWiseSandbox

/// Requests with bytes changed, dropped and doubled: each gets an answer, none ends the process.
@Suite struct MangledRequestTests {
    private static let whole: [(method: String, target: String, body: String)] = [
        ("GET", "/service/tickets?conditions=externalXRef%3D%22K-1%22%20and%20id%20in%20(1,2)", ""),
        ("GET", "/company/companies?orderBy=name%20desc&page=2&pageSize=1&fields=id,_info", ""),
        ("GET", "/company/companies?conditions=lastUpdated%3E%5B2025-06-01T00:00:00Z%5D", ""),
        ("POST", "/service/tickets", #"{"summary":"żółć","company":{"id":250},"board":{"id":12}}"#),
        ("POST", "/service/tickets/search", #"{"conditions":"board/name like \"Int*\""}"#),
        (
            "PATCH", "/service/tickets/5001",
            #"[{"op":"replace","path":"status","value":{"id":305}}]"#
        ),
        (
            "PATCH", "/finance/agreements/800/additions/901",
            #"[{"op":"replace","path":"quantity","value":1.5e3}]"#
        ),
        ("POST", "/service/tickets/5001/merge", #"{"mergeTicketIds":[5002],"status":{"id":305}}"#),
        ("DELETE", "/company/companies/250/managementSummaryReports/61", ""),
    ]

    @Test(arguments: [1, 2, 3] as [UInt64]) func `no mangled request ends the server`(seed: UInt64)
        throws
    {
        let desk = try Desk()
        var dice = Dice(seed: seed)
        for _ in 0..<700 {
            guard let (method, target, body) = Self.whole.randomElement(using: &dice) else {
                return
            }
            let answer = try desk.exchange(
                method, "/v2025_1/apis/3.0" + mangled(target, &dice),
                bytes: Array(mangled(body, &dice).utf8))
            #expect((200...500).contains(answer.status), "\(method) \(target): \(answer)")
        }
        #expect(try desk.send("GET", "/system/info").status == 200)
        #expect(desk.sandbox.journal.count == 701)
    }

    private func mangled(_ text: String, _ dice: inout Dice) -> String {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 0...3, using: &dice) {
            guard let place = bytes.indices.randomElement(using: &dice) else { break }
            switch Int.random(in: 0...3, using: &dice) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(bytes[place], at: place)
            case 2: bytes[place] = UInt8.random(in: 0...255, using: &dice)
            default: bytes.insert(contentsOf: Array("9223372036854775808".utf8), at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// SplitMix64, so that a failing run can be had again.
    private struct Dice: RandomNumberGenerator {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
            return bits ^ (bits >> 31)
        }
    }
}
