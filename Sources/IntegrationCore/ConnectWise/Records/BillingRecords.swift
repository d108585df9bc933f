extension ConnectWise {
    /// A product of the catalog (contract 8.9).
    public struct CatalogItem: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id, the identifier (like `SEL-STORAGE`), and the description.
        public var id: Int64, identifier: String, description: String
        /// What invoices say; empty when not sent.
        public var customerDescription: String
        /// Whether it is switched off.
        public var isInactive: Bool
        /// `Agreement`, `Bundle`, `Inventory`, `NonInventory`, `Service`, or empty.
        public var productClass: String
        /// Its unit; nil when not sent.
        public var unit: Reference?
        /// Price and cost of one unit; nil when hidden from the member.
        public var price: Double?, cost: Double?

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber else { return nil }
            self.id = id
            identifier = json["identifier"].words ?? ""
            description = json["description"].words ?? ""
            customerDescription = json["customerDescription"].words ?? ""
            isInactive = json["inactiveFlag"].flag
            productClass = json["productClass"].words ?? ""
            unit = Reference(json["unitOfMeasure"])
            price = json["price"].decimal
            cost = json["cost"].decimal
        }
    }

    /// An agreement type, like `Managed Service`.
    public struct AgreementType: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id and the name.
        public var id: Int64, name: String
        /// Whether it is switched off.
        public var isInactive: Bool

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber else { return nil }
            self.id = id
            name = json["name"].words ?? ""
            isInactive = json["inactiveFlag"].flag
        }
    }

    /// An agreement of a company.
    public struct Agreement: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id and the name.
        public var id: Int64, name: String
        /// Its type and its company.
        public var type: Reference?, company: Reference?
        /// `Active`, `Cancelled`, `Expired`, `Inactive`, or empty.
        public var status: String
        /// Whether it was cancelled.
        public var isCancelled: Bool
        /// From when to when it runs; no end for one without an ending date.
        public var start: Timestamp?, end: Timestamp?

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber else { return nil }
            self.id = id
            name = json["name"].words ?? ""
            type = Reference(json["type"])
            company = Reference(json["company"])
            status = json["agreementStatus"].words ?? ""
            isCancelled = json["cancelledFlag"].flag
            start = json["startDate"].moment
            end = json["noEndingDateFlag"].flag ? nil : json["endDate"].moment
        }
    }

    /// A line of an agreement, billed monthly.
    public struct Addition: Sendable, Hashable, Identifiable, ConnectWiseRecord {
        /// The id; the agreement it belongs to, when sent.
        public var id: Int64, agreementID: Int64?
        /// The catalog item.
        public var product: Reference?
        /// The serial number, which is the Managed ID; empty on a flat line.
        public var serialNumber: String
        /// The gross quantity, what is included, and what is billed; nil when not sent.
        public var quantity: Double?, lessIncluded: Double?, billedQuantity: Double?
        /// `Billable`, `DoNotBill`, `NoCharge`, or empty.
        public var billCustomer: String
        /// The price of one unit and of the line; nil when hidden from the member.
        public var unitPrice: Double?, extendedPrice: Double?
        /// From when it counts, and since when no longer.
        public var effectiveDate: Timestamp?, cancelledDate: Timestamp?
        /// The product's text and the invoice's.
        public var description: String, invoiceDescription: String

        init?(_ json: JSONValue) {
            guard let id = json["id"].wholeNumber, id > 0 else { return nil }
            self.id = id
            agreementID = json["agreementId"].wholeNumber
            product = Reference(json["product"])
            serialNumber = json["serialNumber"].words ?? ""
            quantity = json["quantity"].decimal
            lessIncluded = json["lessIncluded"].decimal
            billedQuantity = json["billedQuantity"].decimal
            billCustomer = json["billCustomer"].words ?? ""
            unitPrice = json["unitPrice"].decimal
            extendedPrice = json["extPrice"].decimal
            effectiveDate = json["effectiveDate"].moment
            cancelledDate = json["cancelledDate"].moment
            description = json["description"].words ?? ""
            invoiceDescription = json["invoiceDescription"].words ?? ""
        }

        /// Whether the line counts at a moment: effective already, and not cancelled yet.
        public func isInForce(at now: Timestamp) -> Bool {
            (effectiveDate.map { $0 <= now } ?? true) && (cancelledDate.map { $0 > now } ?? true)
        }
    }
}
