import IntegrationCore
import Testing

@testable import CWConsole

@Suite struct ConfigurationDifferenceTests {
    private static func changes(
        _ edit: (inout PartnerConfiguration) -> Void
    ) -> [(place: String, old: String?, new: String?)] {
        let old = ConfigurationSamples.full
        var new = old
        edit(&new)
        return ConfigurationDifference.changes(from: old, to: new)
            .map { ($0.place, $0.old?.words, $0.new?.words) }
    }

    @Test func `nothing differs between a configuration and itself`() {
        #expect(Self.changes { _ in }.isEmpty)
        #expect(
            Self.changes { configuration in
                configuration.customers.reverse()
                configuration.customers[1].links.reverse()
            }.isEmpty)
    }

    @Test func `a value is told with what it was and would be`() {
        let changes = Self.changes { configuration in
            configuration.name = "Südwind"
            configuration.settings.windowHours = 8
            configuration.site.certificateAuthorityPEM = ""
            configuration.crossReferences[2].product = nil
            configuration.customers[1].company = NamedReference(id: 5, name: "Contoso")
            configuration.customers[1].accounts["EFS3"]?.plan = "Select"
        }
        #expect(
            changes.map(\.place) == [
                "partner.name", "credentials.caCertificate", "settings.windowHours",
                "services.online-servers.product", "customers.19652.company",
                "customers.19652.accounts.EFS3.plan",
            ])
        #expect(
            changes.map(\.old) == [
                #""Northwind""#, "a text of 3 lines", "6", #"{ id = 9, name = "Server" }"#,
                #""none""#, #""Trial""#,
            ])
        #expect(changes.last?.new == #""Select""#)
    }

    @Test func `what is added or removed is told as a whole`() {
        let changes = Self.changes { configuration in
            configuration.rules.removeLast()
            configuration.crossReferences.removeLast()
            configuration.customers[0] = .init(number: 8, name: "Eight")
            configuration.customers[1].accounts["EFS2"] = nil
        }
        #expect(
            changes.map(\.place) == [
                "customers.8", "customers.19652.accounts.EFS2", "rules[2]", "services.saas-seats",
                "customers.7",
            ])
        #expect(changes[0].old == nil)
        #expect(changes[0].new == "Eight")
        #expect(changes[1].old?.contains(#"parent = "EFS1""#) == true)
        #expect(changes[2].old == "sync, info,warning,error")
        #expect(changes[4].old == "Seven, company Seven Ltd (251), 2 links")
    }

    @Test func `a rule that becomes another kind loses its members one by one`() {
        let changes = Self.changes { configuration in
            configuration.rules[0] = NotificationRule(id: RowID(0), action: .synchronize)
        }
        #expect(changes.first?.place == "rules[1].action")
        #expect(changes.contains { $0.place == "rules[1].board" && $0.new == nil })
    }
}
