import IntegrationCore

extension JobRunner {
    func testTicket(_ rule: NotificationRule) async throws {}
}
