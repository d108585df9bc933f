import IntegrationCore

extension JobRunner {
    func matchCompanies() async throws {}
}
