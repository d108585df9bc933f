/// A client company of the sample MSP.
struct SampleCompany: Sendable {
    /// The customer number, and the name.
    let number: Int64, name: String

    /// The Managed ID.
    var managedID: String { "EFS-\(number)" }

    /// The name of the sample MSP.
    static let partner = "Northwind MSP"

    /// The 25 companies; names with accents, quotes and other letters are in there on purpose.
    static let all: [SampleCompany] = [
        "Contoso Dental", "Fabrikam Freight", "Litware Légal", "O'Brien & Söhne GmbH",
        "Adventure Works \"Outdoor\"", "Żółć Logistyka", "Crème Brûlée Bakery", "Tailspin Toys",
        "Wingtip Clínica Dental", "Ærø Rederi A/S", "Proseware Café", "Trey's Research",
        "Woodgrove Wealth", "Alpine Ski Château", "Señor Frog's Cantina", "Lamna Healthcare",
        "Björk & Åström AB", "Coho Vineyard", "Relecloud", "Müller Präzision",
        "Łódź Textile Works", "Nod Publishers", "Humongous Insurance", "Ōkami 物流",
        "Graphic Design Institute",
    ].enumerated().map { SampleCompany(number: 19_652 + Int64($0), name: $1) }

    /// The company that nobody has mapped yet: its failures say so.
    static let unmapped: Int64 = 19_660
    /// The company whose second Managed ID entry is missing: its statistics fail.
    static let withoutSecondEntry: Int64 = 19_667
}
