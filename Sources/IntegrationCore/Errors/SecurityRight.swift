/// The right of a security role that an operation needs (contract 9).
public enum SecurityRight {
    /// The right behind a request, as ConnectWise's Security Roles screen names it.
    ///
    /// The path may have the code base before it and a query behind it.
    public static func name(for method: HTTPRequest.Method, path: String) -> String {
        let action =
            switch method {
            case .get: "Inquire"
            case .post: "Add"
            case .patch: "Edit"
            case .delete: "Delete"
            }
        let path = path.split(separator: "?", maxSplits: 1).first.map(String.init) ?? path
        return "\(module(of: path)), \(action)"
    }

    private static func module(of path: String) -> String {
        if path.contains("/service/tickets") { return "Service Desk > Service Tickets" }
        if path.contains("/service/") {
            let table = path.contains("/priorities") ? "Priority" : "Service Board"
            return "System > Table Setup (customise: Service / \(table))"
        }
        if path.contains("/managementSummaryReports") {
            return "Companies > Manage IT and Company Maintenance"
        }
        if path.contains("/company/configurations/types") {
            return "System > Table Setup (customise: Company / Configuration)"
        }
        if path.contains("/finance/agreements/types") {
            return "System > Table Setup (customise: Agreements / Agreement Types)"
        }
        if path.contains("/company/managedDevicesIntegrations") {
            return "System > Table Setup (customise: Company / Managed Devices Integration)"
        }
        if path.contains("/company/configurations") { return "Companies > Configurations" }
        if path.contains("/company/management") {
            return "System > Table Setup (customise: Company / Management IT)"
        }
        if path.contains("/company/") { return "Companies > Company Maintenance" }
        if path.contains("/finance/") { return "Finance > Agreements" }
        if path.contains("/procurement/") { return "Procurement > Product Catalog" }
        if path.contains("/system/") { return "System > Member Maintenance" }
        return "the module of \(path)"
    }
}
