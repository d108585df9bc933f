import IntegrationCore

extension JobRunner {
    func checkManagedIDs(_ numbers: [Int64]?) async throws {}

    func planManagedIDs(_ numbers: [Int64]) async throws {}

    func addManagedID(_ number: Int64, isSecond: Bool) async throws {}

    func repair(_ plans: [RepairPlan]) async throws {}

    func resumeRepairs() async throws {}
}
