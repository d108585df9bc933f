import IntegrationCore
import Testing

/// What is said about an account.
@Suite struct AccountTests {
    @Test(
        arguments: [
            ("", true), ("kim@contoso.com", true), ("k.i-m+x@mail.contoso.co.uk", true),
            ("zoë@café.example", true), ("kim", false), ("kim@", false), ("@contoso.com", false),
            ("kim@contoso", false), ("kim@@contoso.com", false), ("kim @contoso.com", false),
            ("kim@contoso..com", false), ("kim@-contoso.com", false), ("kim@contoso.com ", false),
            ("kim@contoso.com\n", false), ("<kim@contoso.com>", false),
            ("kim@contoso.com, sam@contoso.com", false),
        ])
    func `a contact is nobody, or one address`(text: String, isUsable: Bool) {
        var settings = AccountSettings()
        settings.contactEmail = text

        #expect(settings.contactIsUsable == isUsable)
    }

    @Test(
        arguments: [
            ("helpdesk@msp.example", true), ("Support@msp.example", true),
            ("tickets@contoso.com", true), ("kim@support.example", false), ("support", false),
            ("", false),
        ])
    func `a contact that makes tickets is known by its name`(text: String, makesTickets: Bool) {
        var settings = AccountSettings()
        settings.contactEmail = text

        #expect(settings.contactMakesTickets == makesTickets)
    }
}
