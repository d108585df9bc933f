import IntegrationCore

extension State {
    /// Makes the records of a tenant that nobody has worked with yet.
    init(_ tenant: Tenant, at now: Timestamp) {
        var seed = Seed(now: now)
        seed.addSystem(tenant)
        seed.addBoards(tenant)
        seed.addAPIMembers(tenant)
        seed.addCatalog(tenant)
        seed.addManagement(tenant)
        for company in tenant.companies { seed.addCompany(company, tenant) }
        self = seed.state
        _ = takeChanges()
    }
}

/// Builds the first records of a tenant.
struct Seed {
    let now: Timestamp
    var state = State()

    @discardableResult
    mutating func add(
        _ resource: Resource, parent: Int? = nil, _ fields: [String: JSONValue]
    ) -> Record {
        state.insert(fields, into: resource, parent: parent, by: "Sandbox", at: now)
    }

    /// The first record of a resource whose `name` or `identifier` is `name`, as a reference.
    func reference(_ resource: Resource, _ name: String, as schema: String) -> JSONValue? {
        Draft.find(
            ["name": .string(name), "identifier": .string(name)], resource, state, parent: nil
        )
        .map { Draft.shown($0, as: schema, .official) }
    }

    mutating func addSystem(_ tenant: Tenant) {
        add(
            .info,
            [
                "version": .string(tenant.version), "isCloud": .bool(tenant.isCloud),
                "serverTimeZone": "Eastern Standard Time", "cloudRegion": "NA", "licenseBits": [],
            ])
        add(
            .members,
            [
                "identifier": "Admin1", "firstName": "Ada", "lastName": "Admin",
                "licenseClass": "F", "inactiveFlag": false,
            ])
        for name in ["Low", "Medium", "High"] {
            add(.severities, ["name": .string(name)])
            add(.impacts, ["name": .string(name)])
        }
        for name in ["Phone", "Email Connector", "API"] { add(.sources, ["name": .string(name)]) }
        add(.companyStatuses, ["name": "Active", "defaultFlag": true, "inactiveFlag": false])
        for name in ["Inactive", "Not Approved"] {
            add(
                .companyStatuses,
                ["name": .string(name), "defaultFlag": false, "inactiveFlag": false])
        }
        add(.companyTypes, ["name": "Client", "defaultFlag": true])
        add(.companyTypes, ["name": "Prospect", "defaultFlag": false])
    }

    mutating func addBoards(_ tenant: Tenant) {
        for (index, name) in tenant.priorities.enumerated() {
            add(
                .priorities,
                [
                    "name": .string(name), "sortOrder": .integer(Int64(index + 1)),
                    "defaultFlag": .bool(index == min(2, tenant.priorities.count - 1)),
                ])
        }
        for board in tenant.boards {
            let added = add(
                .boards,
                ["name": .string(board.name), "inactiveFlag": false, "projectFlag": false])
            let reference = Draft.shown(added, as: "BoardReference", .official)
            for (index, status) in board.statuses.enumerated() {
                add(
                    .boardStatuses, parent: added.id,
                    [
                        "name": .string(status.name), "board": reference,
                        "sortOrder": .integer(Int64(index * 10)), "displayOnBoard": true,
                        "inactive": false, "closedStatus": .bool(status.isClosed),
                        "defaultFlag": .bool(index == 0),
                        "escalationStatus": .string(status.escalation),
                    ])
            }
            add(.boardTypes, parent: added.id, ["name": "Backup", "board": reference])
            add(.boardTeams, parent: added.id, ["name": "Service Team"])
        }
    }

    mutating func addAPIMembers(_ tenant: Tenant) {
        let board = state[.boards].all.first { _ in true }
        for key in tenant.keys {
            add(
                .apiMembers,
                [
                    "identifier": .string(key.memberIdentifier), "name": "cwconsole",
                    "inactiveFlag": false, "blockPriceFlag": false, "blockCostFlag": false,
                    "securityRole": ["id": 1, "name": "API"],
                    "serviceDefaultBoard":
                        board
                        .map { Draft.shown($0, as: "BoardReference", .official) } ?? .null,
                    "excludedServiceBoardIds": .array(
                        key.hiddenBoards.sorted().map { .integer(Int64($0)) }),
                ])
        }
    }

    mutating func addCatalog(_ tenant: Tenant) {
        add(.categories, ["name": "Managed Services"])
        add(.productTypes, ["name": "Software"])
        let category = reference(
            .categories, "Managed Services", as: "ProductCategoryReference")
        add(.subcategories, ["name": "Backup", "category": category ?? .null])
        for unit in ["Each"] + Set(tenant.products.map(\.unit)).subtracting(["Each"]).sorted() {
            add(.unitsOfMeasure, ["name": .string(unit)])
        }
        for product in tenant.products {
            add(
                .catalog,
                [
                    "identifier": .string(product.identifier),
                    "description": .string(product.description),
                    "customerDescription": .string(product.description),
                    "category": category ?? .null,
                    "subcategory": reference(
                        .subcategories, "Backup", as: "ProductSubCategoryReference") ?? .null,
                    "type": reference(.productTypes, "Software", as: "ProductTypeReference")
                        ?? .null,
                    "unitOfMeasure": reference(
                        .unitsOfMeasure, product.unit, as: "UnitOfMeasureReference") ?? .null,
                    "productClass": "Service", "price": .number(product.price),
                    "cost": .number(product.cost), "inactiveFlag": .bool(product.isInactive),
                ])
        }
    }
}
