extension Tenant {
    /// A small tenant: three boards, four priorities, four products, three companies.
    public static let standard = Tenant(
        companyID: "trainingco", companyName: "Training MSP", codeBase: "v2025_1/",
        version: "v2025.1", isCloud: true, clientID: "5f0a3c1e-7c55-4d0b-9a3e-2b8f1d6c4e70",
        keys: [KeyPair(publicKey: "aB3dE5fG7hJ9kL1m", privateKey: "nP2qR4sT6uV8wX0y")],
        boards: [
            Board("Integration"), Board("Help Desk"),
            Board(
                "Backup Triage",
                statuses: [
                    Status("Untouched", escalation: "NotResponded"), Status("Looking"),
                    Status("Done", escalation: "Resolved", isClosed: true),
                ]),
        ],
        priorities: [
            "Priority 1 - Emergency Response", "Priority 2 - Quick Response",
            "Priority 3 - Normal Response", "Priority 4 - Scheduled Maintenance",
        ],
        products: [
            Product(
                "SEL-STORAGE", "Select Online Backup Storage", price: 0.5, cost: 0.2, unit: "GB"),
            Product("OB-SERVER", "Online Backup Server", price: 40, cost: 15),
            Product("OB-DESKTOP", "Online Backup Desktop", price: 8, cost: 3),
            Product("MAILBOX-ARCHIVE", "Email Archiving Mailbox", price: 4, cost: 1.5),
        ],
        companies: [
            Company("MUELLER", "Müller & Söhne GmbH", managedID: "EFS-19652"),
            Company("OBRIEN", "O'Brien \"Fast\" Freight", managedID: "EFS-20417"),
            Company("ZOLC", "Żółć Logistyka", managedID: "EFS-21003"),
        ],
        managementSolution: "Axcient")

    /// The standard tenant with these companies instead of its own.
    ///
    /// - Parameters:
    ///   - names: one company each; identifiers are made from the letters of the names.
    ///   - firstCustomer: the number in the first Managed ID; the others count up from it.
    /// - Returns: the tenant.
    public static func named(_ names: [String], firstCustomer: Int = 19_652) -> Tenant {
        var tenant = standard
        tenant.companies = names.enumerated().map { index, name in
            let letters = name.uppercased().filter { $0.isASCII && $0.isLetter }.prefix(12)
            return Company(
                "\(letters)\(index + 1)", name, managedID: "EFS-\(firstCustomer + index)")
        }
        return tenant
    }
}
