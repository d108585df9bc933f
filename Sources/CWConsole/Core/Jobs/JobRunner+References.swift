import IntegrationCore

extension JobRunner {
    func checkReferences() async throws {}
}
