import IntegrationCore

/// Agreements: the status follows the flags and dates (contract 8.9).
enum AgreementRules {
    static func prepare(_ draft: inout Draft) {
        draft.fields["agreementStatus"] = .string(status(draft.fields, at: draft.visit.now))
    }

    static func status(_ fields: [String: JSONValue], at now: Timestamp) -> String {
        if fields["cancelledFlag"] == true { return "Cancelled" }
        let end = fields["endDate"]?.string.flatMap { Timestamp(rfc3339: $0) }
        if let end, end < now, fields["noEndingDateFlag"] != true { return "Expired" }
        let start = fields["startDate"]?.string.flatMap { Timestamp(rfc3339: $0) }
        return start.map { $0 > now } ?? false ? "Inactive" : "Active"
    }
}

/// Additions: what is billed and its price are computed, whatever is sent (contract 8.9).
///
/// That `billedQuantity` is `quantity - lessIncluded` and never negative is not confirmed.
enum AdditionRules {
    static func prepare(_ draft: inout Draft, in state: State) {
        let agreement = draft.visit.parentID.flatMap { state[.agreements, $0] }
        let product = draft.reference("product").flatMap { state[.catalog, $0] }
        settle(&draft.fields, agreement: agreement, product: product)
    }

    static func settle(
        _ fields: inout [String: JSONValue], agreement: Record?, product: Record?
    ) {
        let quantity = fields["quantity"]?.double ?? 1
        let lessIncluded = fields["lessIncluded"]?.double ?? 0
        let billed = max(0, quantity - lessIncluded)
        let price = fields["unitPrice"]?.double ?? product?["price"]?.double ?? 0
        let cost = fields["unitCost"]?.double ?? product?["cost"]?.double ?? 0
        fields["quantity"] = .number(quantity)
        fields["lessIncluded"] = .number(lessIncluded)
        fields["billedQuantity"] = .number(billed)
        fields["unitPrice"] = .number(price)
        fields["unitCost"] = .number(cost)
        fields["extPrice"] = .number(billed * price)
        fields["extCost"] = .number(billed * cost)
        fields["margin"] = .number(billed * (price - cost))
        fields["agreementId"] = agreement.map { .integer(Int64($0.id)) }
        fields["agreementStatus"] = agreement?["agreementStatus"]
        fields["description"] = fields["description"] ?? product?["description"]
        fields["invoiceDescription"] =
            fields["invoiceDescription"] ?? product?["customerDescription"]
        fields["uom"] = fields["uom"] ?? product?["unitOfMeasure"]?["name"]
    }
}
