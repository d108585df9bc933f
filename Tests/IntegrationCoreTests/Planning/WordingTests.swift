import IntegrationCore
import Testing

@Suite struct WordingTests {
    @Test(arguments: [
        (BackupEvent.JobRun.Result.success, EventClass.backupCompleted, Severity.info),
        (.warning, .backupWarning, .warning), (.failed, .backupFailure, .error),
        (.missed, .backupMissed, .error), (.cancelled, .backupCancelled, .info),
        (.skipped, .backupSkipped, .info),
    ])
    func `a result has its type and severity`(
        result: BackupEvent.JobRun.Result, type: EventClass, severity: Severity
    ) {
        let event = Planning.job(result, at: 1)

        #expect(event.eventClass == type)
        #expect(event.severity == severity)
    }

    @Test func `a failing archive job and alerts have their own types`() {
        #expect(Planning.job(.failed, at: 1, kind: .archive).eventClass == .archivingFailure)
        #expect(Planning.alert(.firing, .warning).eventClass == .diskUsage)
        #expect(Planning.alert(.resolved, .error).severity == .info)
        #expect(Planning.status(.critical).severity == .error)
    }

    @Test func `the sentence says what happened and why`() {
        let event = Planning.job(.failed, at: 1, message: "VSS snapshot error")

        #expect(event.information == "Backup failed: VSS snapshot error")
        #expect(Planning.job(.success, at: 1).information == "Backup completed")
    }

    @Test func `a summary names the customer and the device`() {
        let event = Planning.job(.failed, at: 1, message: "VSS snapshot error")
        let text = TicketText(event, customer: Planning.customer, prefix: "EFS-")

        #expect(text.summary == "[EFS-19652] Backup failed: SRV-DC01")
    }

    @Test func `a summary is cut to 100 UTF-16 units between characters`() {
        var event = Planning.job(.failed, at: 1)
        event.device = .init(id: "x", name: "x" + String(repeating: "👍🏽", count: 40))
        let summary = TicketText(event, customer: Planning.customer, prefix: "EFS-").summary

        #expect(summary.utf16.count <= 100)
        #expect(summary.hasSuffix("👍🏽…"))
    }

    @Test func `texts stay on one line and carry nothing that moves a cursor`() {
        let event = Planning.job(
            .failed, at: 1, message: "line one\r\nline two\u{1B}[31m\u{202E}evil")
        let text = TicketText(event, customer: Planning.customer, prefix: "EFS-")

        for words in [
            text.description, text.repeatNote(token: "[ref 1]"), text.resolution(token: ""),
        ] {
            #expect(!words.unicodeScalars.contains { $0.value < 32 || $0.value == 0x202E })
            #expect(words.contains("line one line two"))
            #expect(words.contains(" | "))
        }
        #expect(text.repeatNote(token: "[ref 1]").hasSuffix("[ref 1]"))
    }

    @Test func `a message is cut at 4,000 bytes`() {
        let event = Planning.job(.failed, at: 1, message: String(repeating: "é", count: 8_192))
        let text = TicketText(event, customer: Planning.customer, prefix: "EFS-")

        #expect(text.description.utf8.count < 4_400)
    }
}

@Suite struct TicketKeyTests {
    private func xref(_ installation: String, prefix: String = "EFS-", episode: Int = 1) -> String {
        let series = SeriesKey(
            source: "/s", customer: "19652", subject: .alert(key: "disk"))
        return TicketKey.xref(
            managedID: ManagedID(prefix: prefix, number: 19_652), eventClass: .diskUsage,
            series: series, installationID: installation, episode: episode)
    }

    @Test func `the same series has the same key, another installation another`() {
        #expect(xref("one") == xref("one"))
        #expect(xref("one") != xref("two"))
    }

    @Test func `episodes share all but the number`() {
        #expect(TicketKey.next(after: xref("one"), episode: 2) == xref("one", episode: 2))
    }

    @Test func `a strange prefix cannot break a search`() {
        let key = xref("one", prefix: "E\"*[é " + String(repeating: "x", count: 200))

        #expect(key.utf8.count <= 100)
        #expect(key.wholeMatch(of: /[A-Za-z0-9:\-]+/) != nil)
    }

    @Test func `an account id that no search can hold is hashed`() {
        let id = ManagedID(prefix: "EFS-", number: 1)
        let plain = TicketKey.configuration(managedID: id, account: "EFS1", year: 2026, month: 3)
        let odd = TicketKey.configuration(
            managedID: id, account: "a b\"c", year: 2026, month: 11)

        #expect(plain == "EFS-1:EFS1:2026-03")
        #expect(odd.wholeMatch(of: /EFS-1:h[0-9a-f]{16}:2026-11/) != nil)
    }
}
