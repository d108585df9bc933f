import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

extension BadInputTests {
    /// A form, what makes it right and changed, and what is wrong in which of its fields.
    struct Case: CustomTestStringConvertible, Sendable {
        let kind: FormKind
        /// Texts by item that make the form right.
        var right: [String: String] = [:]
        /// Fields that may be empty, and texts that are refused by field.
        var blank: Set<String> = [], wrong: [String: [String]] = [:]
        /// What is wrong in fields that take no text, by the field that says so.
        var edits: [(field: String, edit: @Sendable (inout FormState) -> Void)] = []

        var testDescription: String { "\(kind)" }
    }

    private static let rule = Case(
        kind: .rule(RowID(2)), right: ["reopen": "3"], blank: ["customers"],
        wrong: [
            "customers": ["abc", "19652,x", "0", "-5", "1.5", "EFS-", "١٩٦٥٢"],
            "reopen": ["-1", "366", "1.5", "1e3", "soon", "99999999999999999999"],
        ],
        edits: [
            ("severities", { $0.set("severities", .set(["error"], chosen: [])) }),
            (
                "events",
                {
                    $0.set("all", .check(false))
                    $0.set("events", .set(["BackupFailure"], chosen: []))
                }
            ),
            ("board", { $0.set("board", .pick(.boards, nil)) }),
        ])

    private static let reference = Case(
        kind: .crossReference("own-1"),
        right: ["service": "Seats", "level": "M365 E3", "type": "Seats"],
        blank: ["configuration", "agreement"],
        edits: [
            (
                "level",
                {
                    $0.set("level", .text(TextFieldState("Select", limit: 255)))
                    $0.set("type", .text(TextFieldState("Storage", limit: 255)))
                }
            ),
            (
                "flat",
                {
                    $0.set("bills", .check(true))
                    $0.set("flat", .check(true))
                }
            ),
        ])

    static let cases: [Case] = {
        let names = ["name": ["Contoso MSP"]]
        var newRule = rule, newReference = reference
        newRule = Case(
            kind: .rule(nil), right: rule.right, blank: rule.blank, wrong: rule.wrong,
            edits: rule.edits)
        newReference = Case(
            kind: .crossReference(nil), right: reference.right, blank: reference.blank,
            edits: reference.edits)
        return [
            Case(kind: .addPartner, right: ["name": "Fabrikam"], wrong: names),
            Case(
                kind: .renamePartner("Northwind MSP"), right: ["name": "Fabrikam"], wrong: names),
            Case(
                kind: .settings, right: ["units": "20"],
                wrong: [
                    "prefix": ["EFS 1", "é-", "EFS_", String(repeating: "A", count: 21)],
                    "percent": ["-1", "1001", "1.5", "ten", "٣", "99999999999999999999"],
                    "units": ["-1", "1000001", "1,000"], "window": ["0", "169", "12 h"],
                    "requests": ["0", "1001", "many"],
                ]), Case(kind: .billing), rule, newRule, reference, newReference,
            Case(
                kind: .account(RowID(196_521), customer: 19_652),
                right: ["contact": "kim@contoso.com"], blank: ["plan", "contact"],
                wrong: [
                    "contact": [
                        "kim", "kim@", "@contoso.com", "kim at contoso.com", "a@b.c, d@e.f",
                        "kim@contoso",
                    ]
                ]),
        ]
    }()
}

extension FormState {
    /// Gives an item a value as an operator would.
    mutating func set(_ id: String, _ value: FormItem.Value) {
        change(id) { $0.value = value }
    }
}
