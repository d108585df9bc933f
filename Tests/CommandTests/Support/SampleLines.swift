/// Lines of the event contract.
enum SampleLines {
    /// A finished backup job.
    static func job(
        _ id: String, customer: String = "19652", result: String = "failed",
        endedAt: String = "2026-11-20T04:56:07Z"
    ) -> String {
        """
        {"specversion":"1.0","id":"\(id)","source":"/test/1","type":"backup.job.finished.v1",\
        "time":"\(endedAt)","data":{"customer":{"id":"\(customer)","name":"Müller & Söhne"},\
        "account":{"id":"EFS123456789"},"device":{"id":"d1","name":"DC01","kind":"server"},\
        "job":{"id":"nightly","kind":"backup"},"result":"\(result)","endedAt":"\(endedAt)"}}
        """
    }
}
