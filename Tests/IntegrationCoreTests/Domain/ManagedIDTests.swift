import IntegrationCore
import Testing

@Suite struct ManagedIDTests {
    @Test(arguments: ["19652", "EFS-19652", " efs-19652 ", "\tEFS-19652\n"])
    func `every way to write a Managed ID gives the same`(text: String) {
        #expect(ManagedID(text, prefix: "EFS-")?.description == "EFS-19652")
    }

    @Test(arguments: [
        "", "EFS-", "EFS-19 652", "ABC-19652", "-1", "0", "19652x", "٣", "99999999999999999999",
    ])
    func `anything else is no Managed ID`(text: String) {
        #expect(ManagedID(text, prefix: "EFS-") == nil)
    }
}
