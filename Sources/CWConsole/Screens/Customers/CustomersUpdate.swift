import IntegrationCore
import TUIWidgets

extension AppState {
    /// Carries a command of the pane of customers and their accounts out.
    mutating func runOnCustomers(_ id: CommandID) -> [ScreenEffect] {
        if let movement = id.movement {
            moveInCustomers(movement)
            return []
        }
        if customers.review != nil { return runInReview(id) }
        switch id {
        case .open: openCustomerRow()
        case .fold: foldCustomer(true)
        case .unfold: foldCustomer(false)
        case .mapCompany: return mapCompany()
        case .pickCompany:
            guard let customer = customers.currentCustomer else { return [] }
            openPicker(
                "Company of \(customer.customer.name)", .companies(""),
                for: .mapCompany(customer.id))
        case .matchAll: return startMatching(only: nil)
        case .unmap: askToUnmap()
        case .synchronize:
            return customers.currentCustomer.map { change(.synchronizeNow($0.id)) } ?? []
        case .onlyAccount:
            guard let account = customers.currentAccount else { return [] }
            pane = .events
            events.account = account.externalID
            eventSearchChanged()
        case .nextPart, .previousPart: changeParts()
        default: break
        }
        return []
    }

    private mutating func moveInCustomers(_ movement: Movement) {
        if customers.review != nil {
            customers.review?.table.move(movement)
        } else if !scrollDetail(movement) {
            movedAt = now
            customers.view.offset = 0
            customers.table.move(movement)
        }
    }

    private mutating func openCustomerRow() {
        movedAt = nil
        switch customers.currentRow?.content {
        case .waiting(let entry): numberEntry = NumberEntry(for: .link(entry))
        case .customer(let summary):
            let number = summary.customer.number
            _ = closeDetail()
            customers.fold(number, customers.unfolded.contains(number))
        case .account(let account, _):
            openForm(
                .account(account.id, customer: account.customerNumber),
                title: "Account \(account.externalID)  \(account.title)")
        case nil: break
        }
    }

    private mutating func foldCustomer(_ isFolded: Bool) {
        guard let number = customers.currentCustomer?.customer.number else { return }
        customers.fold(number, isFolded)
    }

    private mutating func mapCompany() -> [ScreenEffect] {
        if case .waiting(let entry) = customers.currentRow?.content {
            numberEntry = NumberEntry(for: .link(entry))
            return []
        }
        return startMatching(only: customers.currentCustomer?.customer.number)
    }

    private mutating func startMatching(only number: Int64?) -> [ScreenEffect] {
        let effects = begin(.matchCompanies)
        if !effects.isEmpty { customers.review = MatchReview(only: number) }
        return effects
    }

    private mutating func askToUnmap() {
        guard let customer = customers.currentCustomer?.customer else { return }
        let name = "\(prefix)\(customer.number) \(customer.name)"
        popups.append(
            .confirm(
                Confirmation(
                    title: "Take the company away",
                    message: [
                        "\(name) is no longer mapped to \(customer.companyName ?? "its company").",
                        "Its events are kept and wait until it is mapped again.",
                    ],
                    choices: [
                        .init(key: "k", label: "Keep", action: .cancel),
                        .init(
                            key: "t", label: "Take away",
                            action: .change(
                                .mapCustomers([
                                    CustomerMapping(customer: customer.id, company: nil)
                                ])), isDangerous: true),
                    ])))
    }

    // MARK: - Review

    private mutating func runInReview(_ id: CommandID) -> [ScreenEffect] {
        switch id {
        case .toggle: customers.review?.toggle()
        case .nextChoice: customers.review?.step(1)
        case .previousChoice: customers.review?.step(-1)
        case .save:
            guard let mappings = customers.review?.mappings, !mappings.isEmpty else { return [] }
            let count = Formatting.count(mappings.count, "customer")
            popups.append(
                .confirm(
                    Confirmation(
                        title: "Map customers",
                        message: [
                            "\(count) will be mapped to the companies that were accepted.",
                            "What waited for them is pushed at once.",
                        ],
                        choices: [
                            .init(key: "b", label: "Back", action: .cancel),
                            .init(
                                key: "m", label: "Map \(count)",
                                action: .change(.mapCustomers(mappings))),
                        ])))
        default: break
        }
        return []
    }

    /// What was said about the rows is not thrown away by one key.
    private mutating func askToLeaveReview(_ review: MatchReview) {
        let count = Formatting.count(
            review.mappings.count, "accepted company", "accepted companies")
        popups.append(
            .confirm(
                Confirmation(
                    title: "Leave the review",
                    message: ["\(count) will not be mapped, and your answers are forgotten."],
                    choices: [
                        .init(key: "s", label: "Stay", action: .cancel),
                        .init(key: "f", label: "Forget", action: .closeReview, isDangerous: true),
                    ])))
    }

    /// Takes news of the pane's job over.
    mutating func takeMatching(_ news: JobNews, _ run: Jobs.Run) -> [ScreenEffect] {
        switch news {
        case .matches(let matches): customers.review?.take(matches)
        case .ended(let trouble):
            if let trouble { tell(trouble, .error) }
            if trouble != nil, customers.review?.rows.isEmpty == true { customers.review = nil }
        default: break
        }
        return []
    }

    // MARK: - Reading and leaving

    /// What the pane needs to know now.
    mutating func customersLoads() -> [Load] {
        var loads: [Load] = []
        if isDue(.customers, every: .seconds(1)) { loads.append(.customers) }
        if isDue(.accounts, every: .seconds(1)) {
            customers.distrustAccounts()
            reading.stale.remove(.accounts)
            reading.readAt[.accounts] = now
        }
        if movedAt == nil, isWide || customers.view.isOpen,
            let number = customers.currentCustomer?.customer.number,
            customers.accounts[number] == nil
        {
            customers.accountsToRead.insert(number)
        }
        if let number = customers.accountsToRead.min() { loads.append(.accounts(customer: number)) }
        return loads
    }

    /// Goes one level back inside the pane; nil when it is at its top.
    mutating func goBackInCustomers(isQuit: Bool) -> [ScreenEffect]? {
        if !isQuit, let effect = jobs.stop(.match) { return [effect] }
        if let review = customers.review {
            if review.isTouched { askToLeaveReview(review) } else { customers.review = nil }
            return []
        }
        if closeDetail() { return [] }
        return !isQuit && clearFilter() ? [] : nil
    }
}
