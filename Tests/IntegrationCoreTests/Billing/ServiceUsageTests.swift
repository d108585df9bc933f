import Testing

@testable import IntegrationCore

/// The service keys of the sources guide (2.3), read as what is billed.
@Suite struct ServiceUsageTests {
    private func usage(
        _ services: (String, [String: Int64])..., plan: String? = nil
    ) -> CustomerUsage {
        var usage = CustomerUsage(customer: 19_652)
        for (key, metrics) in services {
            usage.add(
                CustomerUsage.Report(
                    source: "/efolder/portal", asOf: Timestamp(seconds: 1_795_200_000),
                    service: .init(service: key, plan: plan, metrics: metrics)), isWhole: true)
        }
        return usage
    }

    private func read(
        _ usage: CustomerUsage, own: [CrossReference] = [],
        _ change: (inout IntegrationSettings) -> Void = { _ in }
    ) -> ServiceUsage {
        var settings = IntegrationSettings()
        change(&settings)
        return ServiceUsage(usage, of: CrossReference.standard + own, settings: settings)
    }

    @Test func `the example of the contract is read as eleven of the twelve services`() {
        let seen = read(
            usage(
                (
                    "online-backup-basic",
                    ["storageBytes": 161_061_273_600, "servers": 2, "workstations": 9]
                ),
                (
                    "shadowprotect-bdr",
                    ["storageBytes": 912_680_550_400, "servers": 3, "workstations": 0]
                ), ("local-backup", ["servers": 3, "workstations": 9]),
                ("email-archiving", ["mailboxes": 42]), ("email-filtering", ["mailboxes": 42])))

        #expect(
            seen.amounts == [
                "basic-storage": 161_061_273_600, "online-servers": 2, "online-desktops": 9,
                "bdr-storage": 912_680_550_400, "bdr-servers": 3, "bdr-desktops": 0,
                "local-servers": 3, "local-desktops": 9, "email-archiving": 42,
                "email-filtering": 42,
            ])
        #expect(seen.unknownKeys.isEmpty)
    }

    @Test func `each of the twelve services is told by a key of the guide`() {
        let keys = [
            "online-backup-select", "online-backup-basic", "shadowprotect-bdr", "local-backup",
            "email-archiving", "email-filtering",
        ]
        let metrics: [String: Int64] = [
            "storageBytes": 1, "servers": 1, "workstations": 1, "mailboxes": 1,
        ]
        var all = usage()
        for key in keys { all.add(usage((key, metrics)).reports[0], isWhole: true) }

        let seen = read(all)

        #expect(Set(seen.amounts.keys) == Set(CrossReference.standard.map(\.id)))
        // Servers and desktops of both plans of Online Backup are one service.
        #expect(seen.amounts["online-servers"] == 2 && seen.amounts["online-desktops"] == 2)
        #expect(seen.amounts["select-storage"] == 1 && seen.amounts["basic-storage"] == 1)
    }

    @Test func `virtual machines are servers, unless the setting says otherwise`() {
        let machines = usage(("shadowprotect-bdr", ["servers": 2, "vms": 5]))

        #expect(read(machines).amounts["bdr-servers"] == 7)
        #expect(
            read(machines) { $0.countsVirtualMachinesAsServers = false }.amounts["bdr-servers"]
                == 2)
        #expect(read(usage(("local-backup", ["vms": 5]))).amounts["local-servers"] == 5)
    }

    @Test func `a trial is not counted, unless trials are billed`() {
        let trial = usage(("email-filtering", ["mailboxes": 4]), plan: "Trial (Basic)")

        #expect(read(trial) == ServiceUsage(usage(), of: [], settings: IntegrationSettings()))
        #expect(read(trial) { $0.billsTrials = true }.amounts == ["email-filtering": 4])
    }

    @Test func `a service of the partner's own is told by its name or its Level`() {
        func own(_ id: String, _ level: String, _ type: String, _ unit: BillingUnit)
            -> CrossReference
        {
            CrossReference(
                id: id, service: id, unit: unit, isOwn: true, level: level, type: type)
        }
        let services = [
            own("d2c-servers", "x360Recover D2C", "Servers", .devices),
            own("d2c-desktops", "x360Recover D2C", "Workstations", .devices),
            own("own-3", "x360Recover D2C", "Computers", .devices),
            own("own-4", "SaaS", "Seats", .mailboxes),
        ]

        let seen = read(
            usage(
                ("x360recover-d2c", ["servers": 2, "workstations": 7, "vms": 1]),
                ("own-4", ["seats": 30, "mailboxes": 28]), ("x360cloud", ["mailboxes": 1])),
            own: services)

        #expect(
            seen.amounts == [
                "d2c-servers": 3, "d2c-desktops": 7, "own-3": 10, "own-4": 30,
            ])
        #expect(seen.unknownKeys == ["x360cloud"])
    }

    @Test func `the Level of one of the twelve may be changed without losing its usage`() {
        var services = CrossReference.standard
        services[4].level = "Image Backup"
        services[4].type = "Seats"

        let seen = ServiceUsage(
            usage(("shadowprotect-bdr", ["storageBytes": 5]), ("image-backup", ["seats": 1])),
            of: services, settings: IntegrationSettings())

        #expect(seen.amounts == ["bdr-storage": 5])
        #expect(seen.unknownKeys == ["image-backup"])
    }

    @Test func `absurd quantities do not overflow`() {
        let seen = read(
            usage(
                ("local-backup", ["servers": .max, "vms": .max]),
                ("local-backup", ["servers": 1])))

        #expect(seen.amounts["local-servers"] == .max)
    }

    @Test func `a quantity in GB is made by base and rounding, a count stays`() {
        let bytes: Int64 = 161_061_273_600 + 1_073_741_824 / 4
        func quantity(_ change: (inout IntegrationSettings) -> Void) -> Double {
            var settings = IntegrationSettings()
            change(&settings)
            return settings.quantity(bytes, in: .gigabytes)
        }

        #expect(quantity { _ in } == 150.25)
        #expect(quantity { $0.gigabyteRounding = .up } == 151)
        #expect(quantity { $0.gigabyteRounding = .nearest } == 150)
        #expect(quantity { $0.gigabyteBase = .decimal } == 161.33)
        #expect(IntegrationSettings().quantity(42, in: .mailboxes) == 42)
    }
}
