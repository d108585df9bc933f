import ConnectWiseSandbox
import IntegrationCore

/// The companies of a large demo beside the 25: one server each, quiet and in order.
enum SampleCrowd {
    /// How many companies a demo may have; the 25 are always there.
    static let limits = SampleCompany.all.count...10_000

    private static let towns = [
        "Harbor", "Cedar", "Summit", "Willow", "Granite", "Prairie", "Juniper", "Lakeside",
        "Orchard", "Canyon", "Maple", "Redwood", "Sterling", "Thornton", "Valley", "Westbrook",
        "Ashford", "Bayview", "Clearwater", "Dunmore", "Elmwood", "Foxhall", "Glenfield", "Hazel",
        "Ivory", "Kestrel", "Linden", "Marlow", "Northgate", "Oakridge",
    ]
    private static let trades = [
        "Dental", "Logistics", "Law", "Clinic", "Bakery", "Motors", "Realty", "Textiles",
        "Brewing", "Schools", "Plumbing", "Optics", "Print", "Florists", "Books", "Farms",
        "Pharmacy", "Studios", "Travel", "Insurance", "Metals", "Catering", "Roofing", "Gardens",
        "Security",
    ]

    /// The first `count` companies of the crowd; the same in every demo.
    static func companies(_ count: Int) -> [SampleCompany] {
        (0..<max(0, count)).map { index in
            let town = towns[index % towns.count]
            let trade = trades[index / towns.count % trades.count]
            let round = index / (towns.count * trades.count)
            let name = "\(town) \(trade)" + (round == 0 ? "" : " \(round + 1)")
            return SampleCompany(
                number: 19_652 + Int64(SampleCompany.all.count + index), name: name)
        }
    }
}

extension DemoStage {
    /// One good backup of each company of the crowd, and its mapping.
    ///
    /// To be called before there are rules: the crowd is there to be looked at, and would keep
    /// the sandbox busy with statistics for an hour.
    func furnishCrowd() async throws {
        let end = time.now() - .days(1)
        for start in stride(from: 0, to: crowd.count, by: 500) {
            try await take(
                crowd[start..<min(start + 500, crowd.count)].map { company in
                    SampleDevice(
                        company: company, account: "EFS\(200_000_000 + company.number)",
                        name: "SRV01", kind: .server, bytes: 100_000_000_000 + company.number
                    ).run(.success, endedAt: end, id: "crowd-\(company.number)")
                })
        }
        let ids = sandbox.companyIDs
        var mappings: [CustomerMapping] = []
        for company in crowd {
            guard let id = ids[company.number],
                let customer = try await ledger.customer(partner.id, number: company.number)
            else { continue }
            mappings.append(
                CustomerMapping(
                    customer: customer.id, company: NamedReference(id: id, name: company.name)))
        }
        guard !mappings.isEmpty else { return }
        _ = try await ledger.mapCustomers(mappings, partner: partner.id, by: user, now: time.now())
    }
}
