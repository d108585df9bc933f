import IntegrationCore
import TUIWidgets

/// A partner in the list that `P` opens.
struct PartnerSummary: Equatable, Sendable {
    /// The partner, the host of its ConnectWise, and how much failed or waits.
    var partner: Partner, host = "", failed = 0, due = 0
}

extension AppState {
    /// Opens the list of partners with the marker on the one that is open.
    mutating func openPartners() {
        let selected = partners.firstIndex { $0.partner.name == place.partner } ?? 0
        popups.append(.partners(selected: selected))
        reading.stale.insert(.partners)
        reading.readAt[.partners] = nil
    }

    /// Whether the list of partners is on the screen.
    var showsPartners: Bool {
        popups.contains { popup in
            if case .partners = popup { return true }
            return false
        }
    }

    /// The partner under the marker of the list.
    var selectedPartner: PartnerSummary? {
        guard case .partners(let selected)? = popups.last else { return nil }
        return partners.indices.contains(selected) ? partners[selected] : nil
    }

    /// Carries a command out that belongs to the list of partners.
    mutating func runInPartners(_ id: CommandID, selected: Int) -> [ScreenEffect] {
        var selected = min(selected, max(0, partners.count - 1))
        switch id {
        case .addPartner:
            openForm(.addPartner, title: "New partner")
            return []
        case .renamePartner:
            openForm(.renamePartner(place.partner), title: "Rename \(place.partner)")
            return []
        case .accept:
            guard let chosen = selectedPartner?.partner else { return [] }
            popups.removeLast()
            guard chosen.name != place.partner else { return [] }
            return leave(for: .partner(chosen))
        case .nextChoice: selected = min(selected + 1, max(0, partners.count - 1))
        case .previousChoice: selected = max(0, selected - 1)
        default: break
        }
        popups[popups.count - 1] = .partners(selected: selected)
        return []
    }

    /// Opens another partner's console: everything that was read of this one is forgotten.
    ///
    /// Questions that are open stay unanswered: their tickets are no longer awaited.
    mutating func open(_ partner: Partner) -> [ScreenEffect] {
        if let reason = Refusal.switching(self) {
            tell(reason, .warning)
            return []
        }
        var next = place
        next.partner = partner.name
        next.isSandbox = partner.mode == .sandbox
        next.modeLabel = ConsoleContext.modeLabel(partner)
        var fresh = AppState(place: next, now: now, size: size)
        fresh.pane = pane
        fresh.logSize = logSize
        fresh.messages = messages
        fresh.paletteHistory = paletteHistory
        fresh.partners = partners
        fresh.pending = pending.forgettingAll()
        fresh.jobs = jobs.forgettingAll()
        fresh.lastRun = lastRun
        fresh.setup.lastTest = setup.lastTest
        fresh.spinnerStep = spinnerStep
        self = fresh
        tell("\(partner.name) is open now")
        return [.forgetSecrets, .openPartner(partner)]
    }
}
