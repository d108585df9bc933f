import IntegrationCore

extension Reader {
    /// What a picker offers.
    func choices(_ question: ChoiceQuestion) async throws -> [Choice] { [] }
}
