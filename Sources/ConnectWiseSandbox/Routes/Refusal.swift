import IntegrationCore

/// An answer that is no success, in shape A of contract 6.
struct Refusal: Error {
    var status: Int
    var code: String
    var message: String
    var details: [Detail] = []

    /// One line of the `errors` list.
    struct Detail: Hashable {
        var code: String
        var message: String
        var resource: String
        var field: String
    }

    var reply: Reply {
        let errors: [JSONValue] = details.map {
            [
                "code": .string($0.code), "message": .string($0.message),
                "resource": .string($0.resource), "field": .string($0.field),
            ]
        }
        return .json(
            status,
            [
                "code": .string(code), "message": .string(message),
                "errors": errors.isEmpty ? .null : .array(errors),
            ])
    }

    static let unauthorized = Refusal(
        status: 401, code: "Unauthorized", message: "UserNotAuthenticated")
    static let noClientID = Refusal(
        status: 403, code: "Forbidden", message: "A valid clientId header is required.")
    static let noPermission = Refusal(
        status: 403, code: "Forbidden",
        message: "You do not have security permission to perform this action.")
    static let noRoute = Refusal(status: 404, code: "NotFound", message: "Not found.")
    static let otherMethod = Refusal(
        status: 405, code: "MethodNotAllowed",
        message: "The requested resource does not support this http method.")
    static let mediaType = Refusal(
        status: 415, code: "UnsupportedMediaType",
        message: "The request's Content-Type must be application/json.")
    static let tooLarge = Refusal(
        status: 413, code: "RequestTooLarge", message: "The request body is too large.")

    static func notFound(_ resource: Resource, _ id: Int) -> Refusal {
        Refusal(status: 404, code: "NotFound", message: "\(resource.noun) \(id) was not found.")
    }

    static func condition(_ error: ConditionError) -> Refusal {
        Refusal(status: 400, code: "ApiFindCondition", message: error.message)
    }

    /// The usual 400: the object named after the resource is invalid in one field.
    static func invalid(
        _ resource: Resource, _ code: String, _ message: String, field: String
    ) -> Refusal {
        invalid(
            resource,
            [Detail(code: code, message: message, resource: resource.noun, field: field)])
    }

    static func invalid(_ resource: Resource, _ details: [Detail]) -> Refusal {
        Refusal(
            status: 400, code: "InvalidObject", message: "\(resource.noun) object is invalid",
            details: details)
    }

    /// The answer to a body that breaks the schema: 500 for a wrong type, else one 400 for all.
    init?(_ violations: [Violation], resource: Resource) {
        if let conversion = violations.first(where: { $0.kind == .wrongType }) {
            self.init(status: 500, code: "ConnectWiseApi", message: conversion.message)
            return
        }
        let details = violations.filter { $0.kind != .subPath }.map {
            Detail(
                code: $0.kind.serverCode, message: $0.message, resource: resource.noun,
                field: $0.field)
        }
        if details.isEmpty { return nil }
        self = .invalid(resource, details)
    }

    init(
        status: Int, code: String, message: String, details: [Detail] = []
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.details = details
    }
}

extension Violation.Kind {
    /// The code in ConnectWise's `errors` list.
    fileprivate var serverCode: String {
        switch self {
        case .missingField: "MissingRequiredField"
        case .tooLong: "MaxLengthField"
        case .invalidEnum: "InvalidEnumValue"
        default: "InvalidField"
        }
    }
}

extension Resource {
    /// The name of one record in messages such as `ticket`.
    var noun: String {
        switch self {
        case .tickets: "ticket"
        case .notes: "serviceNote"
        case .companies: "company"
        case .configurations: "configuration"
        case .managedIDs: "companyManagementSummary"
        case .additions: "addition"
        case .agreements: "agreement"
        case .catalog: "catalogItem"
        case .callbacks: "callbackEntry"
        case .itSolutions: "managementItSolution"
        case .devicesIntegrations: "managedDevicesIntegration"
        case .crossReferences: "managedDevicesIntegrationCrossReference"
        case .boards: "board"
        case .boardStatuses: "boardStatus"
        default: rawValue.split(separator: "/").last.map(String.init) ?? rawValue
        }
    }
}
