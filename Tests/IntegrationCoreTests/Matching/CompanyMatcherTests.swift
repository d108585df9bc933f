import Testing

@testable import IntegrationCore

@Suite struct CompanyMatcherTests {
    private func customer(_ number: Int64, _ name: String, company: Int64? = nil) -> Customer {
        Customer(
            id: RowID(number), number: number, name: name, companyID: company,
            companyName: company.map { "Company \($0)" })
    }

    private func company(
        _ id: Int64, _ name: String, _ concern: String? = nil
    ) -> MatchableCompany {
        MatchableCompany(company: NamedReference(id: id, name: name), concern: concern)
    }

    private func match(_ name: String, _ companies: MatchableCompany...) -> CompanyMatch {
        CompanyMatcher(companies: companies, customers: []).match(customer(1, name))
    }

    @Test(arguments: [
        ("Contoso GmbH", "contoso"), ("Müller Bau", "MULLER  BAU G.m.b.H."),
        ("Smith & Sons, Inc.", "Smith and Sons LLC"), ("O'Brien Ltd", "OBrien Limited"),
        ("The Dental House", "Dental House"), ("Straße & Co. KG", "Strasse GmbH"),
        ("North-Wind", "Northwind"), ("Œuvre SA", "oeuvre"), ("A. B. Print", "AB Print"),
        ("株式会社テスト", "株式会社テスト"),
    ])
    func `case, accents, blanks, punctuation and legal forms make no difference`(
        customer: String, company: String
    ) {
        #expect(match(customer, self.company(7, company)).kind == .exact)
    }

    @Test(arguments: [
        ("Contso", "Contoso"), ("Northwind Trader", "Northwind Traders"),
        ("Mueller Bau", "Müller Bau"), ("Contoso", "Contoso Dental"),
        ("Fabrikam Holdings", "Fabrikam"), ("Dental House Berlin", "Berlin Dental House"),
    ])
    func `slips, added words and another order are similar`(customer: String, company: String) {
        let found = match(customer, self.company(7, company), self.company(8, "Wholly Different"))

        #expect(found.kind == .similar)
        #expect(found.candidates.map(\.company.id) == [7])
    }

    @Test(arguments: [
        ("Acme", "Acne"), ("Client 12", "Client 13"), ("Smith", "Smythson"), ("ABC", "ABD"),
        ("Contoso Dental", "Fabrikam Dental"), ("Northwind", "Southwind Farms"), ("", "Contoso"),
        ("&", "Contoso"),
    ])
    func `names that only look alike are none`(customer: String, company: String) {
        #expect(match(customer, self.company(7, company)).kind == .none)
    }

    @Test func `a word that many companies have does not make them alike`() {
        let many = (1...40).map { company($0, "Practice\($0 % 2) Dental") }
        let matcher = CompanyMatcher(companies: many, customers: [])

        #expect(matcher.match(customer(1, "Dental")).kind == .none)
    }

    @Test func `two companies of the same name are not exact`() {
        let found = match("Contoso", company(7, "Contoso GmbH"), company(8, "Contoso Ltd"))

        #expect(found.kind == .similar)
        #expect(found.candidates.map(\.company.id) == [7, 8])
    }

    @Test func `a recycled company is named as such and stands behind a good one`() {
        let found = match(
            "Contoso", company(7, "Contoso", "recycled (deleted)"), company(8, "Contoso Inc"))

        #expect(found.kind == .exact)
        #expect(found.candidates.map(\.company.id) == [8, 7])
        #expect(found.candidates.last?.concern == "recycled (deleted)")
    }

    @Test func `a company that something speaks against is never exact`() {
        let found = match("Contoso", company(7, "Contoso", "prospect"))

        #expect(found.kind == .similar)
    }

    @Test func `a company of another customer is proposed only with that customer's number`() {
        let owner = customer(2, "Contoso Old", company: 7)
        let matcher = CompanyMatcher(companies: [company(7, "Contoso")], customers: [owner])

        let found = matcher.match(customer(1, "Contoso"))
        let own = matcher.match(owner)

        #expect(found.kind == .similar)
        #expect(found.candidates.first?.concern == "mapped to customer 2 Contoso Old")
        #expect(own.candidates.allSatisfy { $0.concern == nil })
    }

    @Test func `a company that is exact for two customers is exact for neither`() {
        let matcher = CompanyMatcher(companies: [company(7, "Contoso")], customers: [])
        let found = [customer(1, "Contoso GmbH"), customer(2, "Contoso Ltd")].map(matcher.match)

        let review = CompanyMatcher.forReview(found)

        #expect(review.map(\.kind) == [.similar, .similar])
        #expect(review.first?.candidates.first?.concern == "fits customer 2 as well")
    }

    @Test func `a review begins with customers without company that need most thought`() {
        let companies = [company(7, "Contoso"), company(8, "Fabrikam"), company(9, "Mapped")]
        let customers = [
            customer(1, "Contoso"), customer(2, "Mapped", company: 9), customer(3, "Fabrikan"),
            customer(4, "Nobody"),
        ]
        let matcher = CompanyMatcher(companies: companies, customers: customers)

        let review = CompanyMatcher.forReview(customers.map(matcher.match))

        #expect(review.map(\.customer.number) == [4, 3, 1, 2])
        #expect(review.map(\.kind) == [.none, .similar, .exact, .exact])
    }

    @Test func `five thousand names that share most of their letters are told apart`() {
        let companies = (1...5_000).map { company($0, "Client Company \($0) GmbH") }
        let matcher = CompanyMatcher(companies: companies, customers: [])

        let found = stride(from: Int64(1), through: 5_000, by: 499).map {
            matcher.match(customer($0, "client company \($0)"))
        }

        #expect(found.allSatisfy { $0.kind == .exact && $0.candidates.count == 1 })
    }

    @Test(arguments: [
        (true, "Active", [String](), "recycled (deleted)"), (false, "Inactive", [], "inactive"),
        (false, "Not Approved", [], "not approved"), (false, "Active", ["Prospect"], "prospect"),
        (false, "Active", ["Prospect", "Client"], nil), (false, "Active", [], nil),
        (false, "", [], nil),
    ])
    func `what ConnectWise says about a company becomes its concern`(
        isDeleted: Bool, status: String, types: [String], concern: String?
    ) {
        let found = MatchableCompany(
            company: NamedReference(id: 1, name: "Contoso"), isDeleted: isDeleted, status: status,
            types: types)

        #expect(found.concern == concern)
    }
}
