import IntegrationCore
import Testing

@Suite struct ExplanationTests {
    @Test(arguments: FailureCode.allCases)
    func `every code has a sentence, a cause and a remedy`(code: FailureCode) {
        let explanation = code.explanation

        #expect(explanation.code == code)
        #expect(explanation.sentence.hasSuffix("."))
        #expect((10...110).contains(explanation.sentence.count), "\(explanation.sentence)")
        #expect(explanation.cause.hasSuffix("."))
        #expect(explanation.cause != explanation.sentence)
        #expect(!explanation.remedy.isEmpty)
        #expect(explanation.remedy.allSatisfy { !$0.isEmpty })
    }

    @Test(arguments: FailureCode.allCases)
    func `every code has a short name that fits a column`(code: FailureCode) {
        #expect((10...28).contains(code.short.count), "\(code.short)")
        #expect(!code.short.hasSuffix("."))
    }

    @Test func `no two codes have the same short name`() {
        #expect(Set(FailureCode.allCases.map(\.short)).count == FailureCode.allCases.count)
    }

    @Test func `no remedy leaves a placeholder for a customer that is known`() {
        for code in FailureCode.allCases {
            let text = code.explanation.remedy(customer: 19_660).joined(separator: " ")
            #expect(!text.contains(" ID --") && !text.contains("add ID"), "\(text)")
        }
        let steps = FailureCode.companyNotMapped.explanation.remedy(customer: 19_660)
        #expect(steps.contains { $0.contains("cwconsole customers map 19660 --company-id N") })
    }

    @Test func `no two codes have the same sentence`() {
        let sentences = FailureCode.allCases.map(\.explanation.sentence)

        #expect(Set(sentences).count == sentences.count)
    }

    @Test func `the portal's words for a refused sign-in are recognised`() {
        let text = """
            Exception has been thrown by the target of an invocation.
              --- Username or password is incorrect
              --- End of inner exception stack trace
            """
        #expect(LegacyText.code(of: text) == .signInRefused)
        #expect(LegacyText.code(of: LegacyText.signInRefused) == .signInRefused)
        #expect(LegacyText.code(of: "Backup completed") == nil)
    }

    @Test(arguments: [
        (
            HTTPRequest.Method.post, "/v4_6_release/apis/3.0/service/tickets",
            "Service Desk > Service Tickets, Add"
        ),
        (.patch, "/company/configurations/5", "Companies > Configurations, Edit"),
        (
            .get, "/company/configurations/types?pageSize=1",
            "System > Table Setup (customise: Company / Configuration), Inquire"
        ),
        (.get, "/finance/agreements/3/additions", "Finance > Agreements, Inquire"),
    ])
    func `a refused operation names the right it needs`(
        method: HTTPRequest.Method, path: String, right: String
    ) {
        #expect(SecurityRight.name(for: method, path: path) == right)
    }

    @Test func `a failure's message is the sentence and the facts`() {
        let failure = Failure(.companyNotMapped, "Customer 19652, Contoso.")

        #expect(
            failure.message
                == "The customer is not mapped to a ConnectWise company. Customer 19652, Contoso.")
    }
}
