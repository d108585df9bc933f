import IntegrationCore
import TUIWidgets

/// A service and what ConnectWise knows it by: one of the twelve, or the partner's own.
enum CrossReferenceForm: FormRoom {
    private static let units = BillingUnit.allCases

    static func items(_ kind: FormKind, in state: AppState) -> [FormItem]? {
        guard case .crossReference(let id) = kind, let saved = state.crossReferences.saved else {
            return nil
        }
        let known = saved.references.first { $0.id == id }
        guard id == nil || known != nil else { return nil }
        let own = CrossReference(
            id: "", service: "", unit: .devices, isOwn: true, level: "", type: "")
        let reference = known ?? own
        let exact = "ConnectWise compares it exactly, capital letters and blanks too."
        var items: [FormItem] = []
        if reference.isOwn {
            items = [
                FormItem(
                    "service", "Service", .text(TextFieldState(reference.service, limit: 100))),
                FormItem(
                    "unit", "Unit",
                    .choice(units.map(\.rawValue), units.firstIndex(of: reference.unit) ?? 0)),
            ]
        }
        return items + [
            FormItem("bills", "Bill this service", .check(reference.bills)),
            FormItem(
                "level", "Level", .text(TextFieldState(reference.level, limit: 255)), help: exact),
            FormItem(
                "type", "Type", .text(TextFieldState(reference.type, limit: 255)), help: exact),
            FormItem(
                "product", "Product", .pick(.products(""), reference.product),
                help: "The per-unit product, never the flat-fee one."),
            FormItem(
                "configuration", "Configuration Type",
                .text(TextFieldState(reference.configurationType, limit: 50))),
            FormItem(
                "agreement", "Agreement Type",
                .text(TextFieldState(reference.agreementType, limit: 50)),
                help: "Empty means any agreement."),
            FormItem(
                "flat", "Flat fee", .check(reference.isFlatFee),
                help: "A flat-fee product must not be billed by quantity."),
        ]
    }

    static func problems(of form: FormState, in state: AppState) -> [String: String] {
        var problems: [String: String] = [:]
        for (id, name) in [("level", "Level"), ("type", "Type")]
        where form[id]?.text.isEmpty == true {
            problems[id] = "ConnectWise needs the exact \(name)"
        }
        if let service = form["service"], service.text.isEmpty {
            problems["service"] = "a service needs a name"
        }
        if form["bills"]?.isOn == true, form["flat"]?.isOn == true {
            problems["flat"] = "a flat-fee product must not be billed; pick the per-unit one"
        }
        guard problems.isEmpty, let all = references(form, state) else { return problems }
        if let refusal = all.refusal { problems["level"] = refusal }
        return problems
    }

    static func outcome(of form: FormState, in state: AppState) -> FormOutcome? {
        guard let saved = state.crossReferences.saved, let all = references(form, state) else {
            return nil
        }
        return .change(.saveReferences(all, version: saved.version))
    }

    /// All cross-references with the form's in its place.
    private static func references(_ form: FormState, _ state: AppState) -> [CrossReference]? {
        guard case .crossReference(let id) = form.kind,
            var all = state.crossReferences.saved?.references
        else { return nil }
        let place = all.firstIndex { $0.id == id }
        var reference =
            place.map { all[$0] }
            ?? CrossReference(
                id: freeID(all), service: "", unit: .devices, isOwn: true, level: "", type: "")
        if let name = form["service"]?.text { reference.service = name }
        if let unit = form["unit"]?.index, units.indices.contains(unit) {
            reference.unit = units[unit]
        }
        reference.bills = form["bills"]?.isOn ?? false
        reference.level = form["level"]?.text ?? ""
        reference.type = form["type"]?.text ?? ""
        reference.product = form["product"]?.reference
        reference.configurationType = form["configuration"]?.text ?? ""
        reference.agreementType = form["agreement"]?.text ?? ""
        reference.isFlatFee = form["flat"]?.isOn ?? false
        if let place { all[place] = reference } else { all.append(reference) }
        return all
    }

    /// `own-1`, `own-2`, …: the first that nobody has.
    private static func freeID(_ all: [CrossReference]) -> String {
        let taken = Set(all.map(\.id))
        return (1...(all.count + 1)).map { "own-\($0)" }.first { !taken.contains($0) } ?? "own"
    }
}
