import IntegrationCore

extension JobRunner {
    func runDoctor(_ checks: Set<DoctorCheck>) async throws {}
}
