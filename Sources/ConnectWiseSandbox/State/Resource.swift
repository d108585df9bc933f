/// A kind of record, named by the path of its collection.
struct Resource: RawRepresentable, Hashable, Sendable {
    var rawValue: String

    static let companies = Resource(rawValue: "/company/companies")
    static let companyStatuses = Resource(rawValue: "/company/companies/statuses")
    static let companyTypes = Resource(rawValue: "/company/companies/types")
    static let sites = Resource(rawValue: "/company/companies/{parentId}/sites")
    static let managedIDs = Resource(
        rawValue: "/company/companies/{parentId}/managementSummaryReports")
    static let configurations = Resource(rawValue: "/company/configurations")
    static let configurationStatuses = Resource(rawValue: "/company/configurations/statuses")
    static let configurationTypes = Resource(rawValue: "/company/configurations/types")
    static let devicesIntegrations = Resource(rawValue: "/company/managedDevicesIntegrations")
    static let crossReferences = Resource(
        rawValue: "/company/managedDevicesIntegrations/{parentId}/crossReferences")
    static let itSolutions = Resource(rawValue: "/company/managementItSolutions")
    static let agreements = Resource(rawValue: "/finance/agreements")
    static let agreementTypes = Resource(rawValue: "/finance/agreements/types")
    static let additions = Resource(rawValue: "/finance/agreements/{parentId}/additions")
    static let catalog = Resource(rawValue: "/procurement/catalog")
    static let categories = Resource(rawValue: "/procurement/categories")
    static let subcategories = Resource(rawValue: "/procurement/subcategories/")
    static let productTypes = Resource(rawValue: "/procurement/types")
    static let unitsOfMeasure = Resource(rawValue: "/procurement/unitOfMeasures")
    static let boards = Resource(rawValue: "/service/boards")
    static let boardStatuses = Resource(rawValue: "/service/boards/{parentId}/statuses")
    static let boardTypes = Resource(rawValue: "/service/boards/{parentId}/types")
    static let boardSubTypes = Resource(rawValue: "/service/boards/{parentId}/subtypes")
    static let boardItems = Resource(rawValue: "/service/boards/{parentId}/items")
    static let boardTeams = Resource(rawValue: "/service/boards/{parentId}/teams")
    static let priorities = Resource(rawValue: "/service/priorities")
    static let severities = Resource(rawValue: "/service/severities")
    static let impacts = Resource(rawValue: "/service/impacts")
    static let sources = Resource(rawValue: "/service/sources")
    static let tickets = Resource(rawValue: "/service/tickets")
    static let notes = Resource(rawValue: "/service/tickets/{parentId}/notes")
    static let changeLogs = Resource(rawValue: "/service/tickets/changelogs")
    static let apiMembers = Resource(rawValue: "/system/apiMembers")
    static let members = Resource(rawValue: "/system/members")
    static let auditTrail = Resource(rawValue: "/system/audittrail")
    static let callbacks = Resource(rawValue: "/system/callbacks")
    static let integratorLogins = Resource(rawValue: "/system/integratorlogins")
    static let info = Resource(rawValue: "/system/info")
    /// People of companies; reached only through references, as the product reads no contacts.
    static let contacts = Resource(rawValue: "/company/contacts")

    /// Whether the server writes it by itself, beside what it was asked to do.
    var isTrail: Bool { self == .auditTrail || self == .changeLogs }

    /// The resource an operation works on: its template without what follows the collection.
    init(template: String) {
        var path = template
        for suffix in ["/count", "/usages/list", "/usages", "/{id}"] {
            if path.hasSuffix(suffix) { path.removeLast(suffix.count) }
        }
        self.init(rawValue: Self.views[path] ?? path)
    }

    init(rawValue: String) { self.rawValue = rawValue }

    /// Second doors to the same records, with another shape.
    private static let views = [
        "/service/info/boards": boards.rawValue,
        "/system/info/members": members.rawValue,
        "/company/managedDevicesIntegrations/info": devicesIntegrations.rawValue,
        "/company/managedDevicesIntegrations/{id}/info": devicesIntegrations.rawValue,
        "/service/tickets/search": tickets.rawValue,
        "/service/tickets/{parentId}/allNotes": notes.rawValue,
        "/service/tickets/{parentId}/merge": tickets.rawValue,
        "/service/tickets/{parentId}/attachChildren": tickets.rawValue,
        "/procurement/categories/{parentId}/subcategories/": subcategories.rawValue,
    ]

    /// The collection whose ids stand for `{parentId}` in the path.
    var parent: Resource? {
        rawValue.firstRange(of: "/{parentId}")
            .map { Resource(rawValue: String(rawValue[..<$0.lowerBound])) }
    }

    /// The collection that a reference schema points into.
    init?(referenceSchema schema: String) {
        guard let resource = Self.targets[schema] else { return nil }
        self = resource
    }

    private static let targets: [String: Resource] = [
        "CompanyReference": companies, "CompanyStatusReference": companyStatuses,
        "CompanyTypeReference": companyTypes, "SiteReference": sites,
        "ContactReference": contacts, "BoardReference": boards,
        "ServiceStatusReference": boardStatuses, "ServiceTypeReference": boardTypes,
        "ServiceSubTypeReference": boardSubTypes, "ServiceItemReference": boardItems,
        "ServiceTeamReference": boardTeams, "PriorityReference": priorities,
        "ServiceSourceReference": sources, "AgreementReference": agreements,
        "AgreementTypeReference": agreementTypes, "ConfigurationTypeReference": configurationTypes,
        "ConfigurationStatusReference": configurationStatuses,
        "ManagementSolutionReference": itSolutions, "IvItemReference": catalog,
        "CatalogItemReference": catalog, "ProductTypeReference": productTypes,
        "ProductCategoryReference": categories, "ProductSubCategoryReference": subcategories,
        "UnitOfMeasureReference": unitsOfMeasure, "MemberReference": members,
        "IntegratorLoginReference": integratorLogins, "TicketReference": tickets,
        "ManagedDevicesIntegrationReference": devicesIntegrations,
    ]
}
