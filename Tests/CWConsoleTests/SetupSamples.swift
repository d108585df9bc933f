import IntegrationCore

@testable import CWConsole

/// Rules, cross-references and audit entries for tests of their screens.
extension Samples {
    static let board = NamedReference(id: 3, name: "Backup Alerts")

    /// A warning and an error rule on one board, and one that synchronises everything.
    static let rules: [NotificationRule] = [
        NotificationRule(id: RowID(1), action: .synchronize),
        NotificationRule(
            id: RowID(2),
            action: .ticket(
                TicketRule(
                    board: board, newStatus: NamedReference(id: 31, name: "New (not responded)"),
                    priorities: [.error: NamedReference(id: 6, name: "Priority 1 - Critical")])),
            severities: [.error]),
        NotificationRule(
            id: RowID(4),
            action: .ticket(
                TicketRule(
                    board: NamedReference(id: 8, name: "Professional Services"),
                    closing: .never, reopenDays: 0, notesRepeats: false)),
            severities: [.warning], eventClasses: [.backupWarning, .diskUsage],
            customers: [19_652, 19_660]),
    ]

    /// The twelve services and an own one; five are billed.
    static let references: [CrossReference] = {
        var all = CrossReference.standard
        let products: [String: String] = [
            "online-servers": "CW-ONL-SRV", "online-desktops": "CW-ONL-WKS",
            "select-storage": "CW-SEL-GB", "bdr-storage": "CW-BDR-GB",
        ]
        for index in all.indices {
            guard let name = products[all[index].id] else { continue }
            all[index].bills = true
            all[index].product = NamedReference(id: Int64(700 + index), name: name)
        }
        all.append(
            CrossReference(
                id: "own-1", service: "Microsoft 365 Backup # Seats", unit: .mailboxes,
                isOwn: true, bills: true, level: "M365", type: "Seats"))
        return all
    }()

    /// What a check finds: a near miss in Level, a flat fee, one missing.
    static let report = CrossReferenceReport(
        integration: NamedReference(id: 2, name: "Northwind Backup"),
        findings: references.map { reference in
            switch reference.id {
            case "online-servers":
                CrossReferenceReport.Finding(
                    reference: reference.id, verdict: .nearMiss,
                    steps: [
                        RepairStep(
                            .patch, "/company/managedDevicesIntegrations/2/crossReferences/14",
                            body: .array([
                                .object([
                                    "op": .string("replace"), "path": .string("vendorLevel"),
                                    "value": .string("Online Backup"),
                                ])
                            ]),
                            before: .object([
                                "vendorLevel": .string("Online backup "),
                                "vendorType": .string("Servers"),
                                "configurationType": .object(["name": .string("Backup Stats")]),
                                "agreementType": .object(["name": .string("Managed Service")]),
                                "product": .object(["identifier": .string("CW-ONL-SRV")]),
                            ]), purpose: "write Level as here")
                    ])
            case "select-storage":
                CrossReferenceReport.Finding(
                    reference: reference.id, verdict: .matched,
                    flatFeeWarning: "CW-SEL-GB is on agreement 12 without a Managed ID.")
            case "bdr-storage":
                CrossReferenceReport.Finding(
                    reference: reference.id, verdict: .missing,
                    steps: [
                        RepairStep(
                            .post, "/company/managedDevicesIntegrations/2/crossReferences",
                            body: [
                                "vendorLevel": "ShadowProtect BDR", "vendorType": "Storage",
                                "product": ["id": 704],
                            ], purpose: "add 'ShadowProtect BDR' 'Storage'")
                    ])
            default:
                CrossReferenceReport.Finding(
                    reference: reference.id,
                    verdict: !reference.bills
                        ? .notBilled : reference.product == nil ? .productNotPicked : .matched)
            }
        }, checkedAt: now)

    /// Audit entries, newest first.
    static func audit(_ count: Int) -> [AuditEntry] {
        let acts: [(String, String, String)] = [
            ("rule.update", "rule 2", "severities warning, error -> error; reopenDays 1 -> 3"),
            ("settings.save", "settings", "windowHours 12 -> 24"),
            ("customer.map", "EFS-19652", "none -> Contoso Dental (250)"),
            ("reprocess", "notification 4711", "failed -> pending"),
        ]
        return (0..<count).map { index in
            let number = Int64(count - index)
            let act = acts[Int(number) % acts.count]
            return AuditEntry(
                id: number, at: now - .seconds(Int64(index) * 600),
                who: number.isMultiple(of: 3) ? "sam" : "kim", action: act.0, target: act.1,
                detail: act.2, hash: String(repeating: "0a1b2c3d", count: 8))
        }
    }
}
