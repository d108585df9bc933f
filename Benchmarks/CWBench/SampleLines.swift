import IntegrationCore

/// Lines of a busy partner: 500 customers, 2,000 devices, three failures in a hundred.
struct SampleLines {
    static let start = Timestamp(seconds: 1_760_000_000)

    /// The n-th line, always the same.
    static func line(_ number: Int) -> [UInt8] {
        let device = number % 2_000
        let customer = 10_000 + device % 500
        let moment = (start + .seconds(number)).rfc3339Seconds
        let failed = number % 33 == 7
        let result = failed ? "failed" : "success"
        let message = failed ? #","message":"VSS snapshot error on volume C: 0x8004230f""# : ""
        return Array(
            """
            {"specversion":"1.0","id":"job/\(device)/\(number)","source":"/efolder/portal",\
            "type":"backup.job.finished.v1","time":"\(moment)","data":{"customer":\
            {"id":"\(customer)","name":"Customer \(customer) Ltd"},"account":{"id":"EFS\(device)"},\
            "device":{"id":"dev-\(device)","name":"SRV-\(device)","kind":"server"},"job":\
            {"id":"nightly","kind":"backup"},"result":"\(result)","endedAt":"\(moment)",\
            "bytes":{"protected":268435456000,"stored":161061273600}\(message)}}
            """.utf8)
    }
}
