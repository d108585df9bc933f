/// Reads lines as events of the contract `backup-event.v1` (sources guide 2), strictly.
public struct EventReader: Sendable {
    /// The most bytes an event may have, and the deepest nesting.
    public static let maximumBytes = 65_536, maximumDepth = 16
    /// The longest a source's clock may run ahead.
    static let furthestAhead = Duration.hours(24)

    /// Makes a reader; it keeps nothing.
    public init() {}

    /// Reads one line.
    ///
    /// - Throws: `EventRejection` with a reason that names the field.
    public func read(_ line: [UInt8], now: Timestamp) throws(EventRejection) -> BackupEvent {
        let event = try read(stored: line)
        guard event.time - now <= Self.furthestAhead else {
            throw EventRejection(
                "time: \(event.time.rfc3339Seconds) is more than 24 hours ahead; check the clock"
                    + " of the source.")
        }
        return event
    }

    /// Reads an event that was accepted before, whatever its time.
    ///
    /// - Throws: `EventRejection` with a reason that names the field.
    public func read(stored line: [UInt8]) throws(EventRejection) -> BackupEvent {
        guard line.count <= Self.maximumBytes else { throw .tooLarge }
        let document: JSONValue
        do throws(JSONParser.Trouble) {
            document = try JSONParser.parse(line, depth: Self.maximumDepth)
        } catch {
            throw EventRejection("The line is not JSON: \(error.reason).")
        }
        guard document.object != nil else { throw EventRejection("The line is no JSON object.") }
        let envelope = try EventFields(document, path: "")
        guard try envelope.required("specversion", envelope.text("specversion", 0...64)) == "1.0"
        else { throw EventRejection("specversion: must be \"1.0\".") }
        let id = try envelope.token("id")
        let source = try envelope.token("source")
        let type = try envelope.required("type", envelope.text("type", 0...64))
        let time = try envelope.required("time", envelope.time("time"))
        try checkRest(of: envelope)
        let data = try envelope.required("data", envelope.object("data"))
        var event = try EventBody(data).event(type: type, source: source, id: id, time: time)
        event.raw = line
        event.digest = event.decisionDigest
        return event
    }

    private func checkRest(of envelope: EventFields) throws(EventRejection) {
        _ = try envelope.text("subject", 1...255)
        _ = try envelope.text("dataschema", 0...255)
        if let content = envelope.members["datacontenttype"], content != "application/json" {
            throw EventRejection("datacontenttype: must be \"application/json\".")
        }
    }
}
