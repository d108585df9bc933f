/// What a quantity counts.
public enum BillingUnit: String, Sendable, Codable, CaseIterable {
    /// Stored gigabytes, protected devices, mailboxes.
    case gigabytes, devices, mailboxes

    /// The unit as it stands behind a quantity.
    public var words: String { self == .gigabytes ? "GB" : rawValue }
}

/// A billable service and what ConnectWise knows it by (product.md 6): a cross-reference.
///
/// ConnectWise matches Level and Type exactly and case-sensitively; the pair is the key.
public struct CrossReference: Hashable, Sendable, Codable, Identifiable {
    /// The stable name of the service, like `select-storage`; the partner's own have other ones.
    public var id: String
    /// The wording of the service, and what its quantity counts.
    public var service: String, unit: BillingUnit
    /// Whether the partner added it.
    public var isOwn: Bool
    /// *Bill this service*.
    public var bills: Bool
    /// `vendorLevel` and `vendorType`, 1 to 255 characters each.
    public var level: String, type: String
    /// Names of a configuration type and of an agreement type; an empty one means any.
    public var configurationType: String, agreementType: String
    /// The catalog item; nil until it was picked.
    public var product: NamedReference?
    /// Whether the operator says that the product is billed as a flat fee.
    public var isFlatFee: Bool

    /// Makes a cross-reference with the defaults of product.md section 6.
    public init(
        id: String, service: String, unit: BillingUnit, isOwn: Bool = false, bills: Bool = false,
        level: String, type: String, configurationType: String = "Backup Stats",
        agreementType: String = "Managed Service", product: NamedReference? = nil,
        isFlatFee: Bool = false
    ) {
        self.id = id
        self.service = service
        self.unit = unit
        self.isOwn = isOwn
        self.bills = bills
        self.level = level
        self.type = type
        self.configurationType = configurationType
        self.agreementType = agreementType
        self.product = product
        self.isFlatFee = isFlatFee
    }

    /// The twelve services of product.md section 6, in its order and wording.
    public static let standard: [CrossReference] = [
        Self("select-storage", "Select Online Backup Storage", "Select", "Storage", .gigabytes),
        Self("basic-storage", "Basic Online Backup Storage", "Basic", "Storage", .gigabytes),
        Self("online-servers", "Online Backup # Servers", "Online Backup", "Servers", .devices),
        Self("online-desktops", "Online Backup # Desktops", "Online Backup", "Desktops", .devices),
        Self(
            "bdr-storage", "ShadowProtect BDR Storage", "ShadowProtect BDR", "Storage", .gigabytes),
        Self("bdr-servers", "ShadowProtect BDR Servers", "ShadowProtect BDR", "Servers", .devices),
        Self(
            "bdr-desktops", "ShadowProtect BDR Desktops", "ShadowProtect BDR", "Desktops", .devices),
        Self("local-servers", "Local Backup # Servers", "Local Backup", "Servers", .devices),
        Self("local-desktops", "Local Backup # Desktops", "Local Backup", "Desktops", .devices),
        Self(
            "local-storage", "Local Backup Storage (normally not used)", "Local Backup", "Storage",
            .gigabytes),
        Self(
            "email-archiving", "Email Archiving # Mailboxes", "Email Archiving", "Mailboxes",
            .mailboxes),
        Self(
            "email-filtering", "Email Filtering # Mailboxes", "Email Filtering", "Mailboxes",
            .mailboxes),
    ]

    private init(
        _ id: String, _ service: String, _ level: String, _ type: String, _ unit: BillingUnit
    ) {
        self.init(id: id, service: service, unit: unit, level: level, type: type)
    }
}
