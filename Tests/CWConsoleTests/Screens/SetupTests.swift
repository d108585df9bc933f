import IntegrationCore
import TUIWidgets
import Testing

@testable import CWConsole

/// The credentials form.
@Suite struct SetupTests {
    @Test func `a paste is trimmed, said beside the field, and never submits`() {
        var console = Console.ready(pane: .setup)
        console.press("down")
        console.press("enter")
        console.press("ctrl-u")

        console.send(.paste(" \tnorthwind2 \n"))

        #expect(console.state.setup.draft?.site.company == "northwind2")
        #expect(console.screen().contains("trimmed 2 leading spaces and 2 trailing spaces"))
        #expect(console.state.setup.isEditing)
        #expect(!console.effects.contains { if case .save = $0 { true } else { false } })
    }

    @Test func `the private key goes to the vault, never into the state or an effect's print`() {
        var console = Console.ready(pane: .setup)
        console.press("down", "down", "down", "enter")

        let effects = console.send(.paste(Snapshot.privateKey))

        #expect(effects == [.editSecret(.privateKey, .paste(Snapshot.privateKey))])
        #expect(!"\(effects)".contains(Snapshot.privateKey))
        var dump = ""
        Swift.dump(console.state, to: &dump)
        #expect(!dump.contains(Snapshot.privateKey))
    }

    @Test func `the vault trims and counts, refuses blanks inside, and prints nothing`() {
        var vault = TypedSecrets()

        let facts = vault.apply(.paste("  abc def \n"), to: .privateKey)
        let password = vault.apply(.paste("abc def"), to: .legacyPassword)

        #expect(facts.count == 7)
        #expect(facts.note.contains("trimmed"))
        #expect(facts.problem?.contains("blanks") == true)
        #expect(!"\(vault)".contains("abc"))
        #expect(vault.secrets[.privateKey] == Secret("abc def"))
        #expect(password.problem == nil)
    }

    @Test func `ctrl-s has the form looked over first, then saves with the version it read`() {
        var console = changed()

        let review = console.send(.key("ctrl-s"))
        guard case .review(let draft, let ticket)? = review.first else {
            Issue.record("no review: \(review)")
            return
        }
        let effects = console.send(
            .loaded(.reviewed(FormReview(site: draft.site)), .review, ticket: ticket))

        #expect(
            effects.contains {
                if case .save(draft, version: 3, _) = $0 { true } else { false }
            })
    }

    @Test func `the first wrong field gets the marker, and nothing typed is lost`() {
        var console = changed()
        let review = console.send(.key("ctrl-s"))
        guard case .review(let draft, let ticket)? = review.first else { return }

        let effects = console.send(
            .loaded(
                .reviewed(
                    FormReview(
                        site: draft.site, problems: [.clientID: "a GUID is required"])),
                .review, ticket: ticket))

        #expect(!effects.contains { if case .save = $0 { true } else { false } })
        #expect(console.state.setup.focus == .clientID)
        #expect(console.state.setup.draft?.site.url == draft.site.url)
        #expect(console.screen().contains("a GUID is required"))
    }

    @Test func `a rewritten cloud address is taken over and said`() {
        var console = changed()
        let review = console.send(.key("ctrl-s"))
        guard case .review(let draft, let ticket)? = review.first else { return }
        var site = draft.site
        site.url = "https://api-eu.myconnectwise.net"

        console.send(
            .loaded(
                .reviewed(FormReview(site: site, notes: [.siteURL: "changed to its api- host"])),
                .review, ticket: ticket))

        #expect(console.state.setup.draft?.site.url == "https://api-eu.myconnectwise.net")
        #expect(console.screen().contains("changed to its api- host"))
    }

    @Test func `an on-premises host is confirmed in a dialog before anything is sent`() {
        var console = changed()
        let review = console.send(.key("ctrl-s"))
        guard case .review(let draft, let ticket)? = review.first else { return }

        console.send(
            .loaded(
                .reviewed(FormReview(site: draft.site, hostToConfirm: "psa.northwind.example")),
                .review, ticket: ticket))
        #expect(console.screen().contains("psa.northwind.example"))
        let effects = console.send(.key("o"))

        guard case .review(let confirmed, _)? = effects.first else {
            Issue.record("no second review: \(effects)")
            return
        }
        #expect(confirmed.site.confirmedHost == "psa.northwind.example")
    }

    @Test func `a test runs without saving, stage by stage, and esc cancels it`() {
        var console = Console.ready(pane: .setup)
        let review = console.send(.key("t"))
        guard case .review(let draft, let ticket)? = review.first else { return }
        let effects = console.send(
            .loaded(.reviewed(FormReview(site: draft.site)), .review, ticket: ticket))
        #expect(effects.contains(.test(draft, run: 1)))

        console.send(
            .stage(.init(name: "Sign-in", outcome: .passed, detail: "200", remedy: []), run: 1))
        #expect(console.screen().contains("✓ Sign-in"))

        #expect(console.send(.key("esc")).contains(.stopTest(run: 1)))
        #expect(console.screen().contains("cancelled"))
        console.send(
            .stage(.init(name: "Boards", outcome: .passed, detail: "9", remedy: []), run: 1))
        #expect(!console.screen().contains("Boards"))
    }

    @Test func `saved credentials forget the typed key and lose their star`() {
        var console = changed()
        console.send(.secretEdited(.privateKey, SecretFacts(count: 12, caret: 12)))
        let ticket = console.state.pending.ask(.save, now: Samples.now)

        let effects = console.send(.loaded(.saved, .save, ticket: ticket))

        #expect(effects.contains(.forgetSecrets))
        #expect(!console.state.setup.hasChanges)
    }

    @Test func `what somebody else saved meanwhile does not take away what was typed`() {
        var console = changed()
        let typed = console.state.setup.draft?.site.url
        let ticket = console.state.pending.ask(.save, now: Samples.now)

        console.send(
            .refused("Somebody else saved meanwhile: look again.", .save, ticket: ticket))
        console.answerAll()

        #expect(console.state.setup.draft?.site.url == typed)
        #expect(console.state.setup.hasChanges)
        #expect(console.screen().contains("Somebody else saved"))
    }

    @Test func `what both sides changed stands side by side until one is chosen`() {
        var console = changed()
        var theirs = Samples.credentials
        theirs.site.url = "https://api-au.myconnectwise.net"
        theirs.site.company = "southwind"
        theirs.version = 4
        console.learn(theirs)

        #expect(console.state.setup.draft?.site.company == "southwind")
        #expect(console.screen().contains("theirs: https://api-au.myconnectwise.net"))

        // Saving is refused while the choice is open.
        let review = console.send(.key("ctrl-s"))
        guard case .review(let draft, let ticket)? = review.first else {
            Issue.record("no review: \(review)")
            return
        }
        let effects = console.send(
            .loaded(.reviewed(FormReview(site: draft.site)), .review, ticket: ticket))
        #expect(!effects.contains { if case .save = $0 { true } else { false } })
        #expect(console.screen().contains("choose between yours and theirs first"))

        console.press("ctrl-o")
        #expect(console.state.setup.draft?.site.url == "https://api-au.myconnectwise.net")
        #expect(!console.state.setup.hasChanges)
    }

    @Test func `keeping mine saves over theirs with the version that was read since`() {
        var console = changed()
        var theirs = Samples.credentials
        theirs.site.url = "https://api-au.myconnectwise.net"
        theirs.version = 4
        console.learn(theirs)

        console.press("ctrl-y")
        let review = console.send(.key("ctrl-s"))
        guard case .review(let draft, let ticket)? = review.first else { return }
        let effects = console.send(
            .loaded(.reviewed(FormReview(site: draft.site)), .review, ticket: ticket))

        #expect(draft.site.url == "https://eu.myconnectwise.net")
        #expect(
            effects.contains { if case .save(draft, version: 4, _) = $0 { true } else { false } })
    }

    @Test func `a key that was replaced while another one is typed is said`() {
        var console = Console.ready(pane: .setup)
        console.send(.secretEdited(.privateKey, SecretFacts(count: 12, caret: 12)))
        var theirs = Samples.credentials
        theirs.key = SecretNote(setAt: Samples.now, setBy: "sam", fingerprint: "0c1d")
        theirs.version = 4

        console.learn(theirs)

        #expect(console.screen().contains("replaced by somebody else; saving replaces theirs"))
        #expect(console.state.setup.hasSecrets)
    }

    @Test func `the legacy login is shown until both keys are saved, then it is gone`() {
        var console = Console.ready(pane: .setup)
        #expect(!console.screen().contains("Integrator login"))
        var old = Samples.credentials
        old.key = nil
        old.site.publicKey = ""
        old.site.legacyUsername = "integrator"
        console.learn(old)

        #expect(console.screen().contains("Integrator login"))
        #expect(console.screen().contains("integrator"))
        #expect(console.screen().contains("(set)"))
        #expect(console.state.setup.draft?.site.legacyUsername == "integrator")

        // What was typed elsewhere stays when the two fields go.
        console.press("enter", "ctrl-u")
        console.type("https://eu.myconnectwise.net")
        console.learn(Samples.credentials)
        #expect(!console.screen().contains("Integrator login"))
        #expect(console.state.setup.draft?.site.url == "https://eu.myconnectwise.net")
    }

    @Test func `the integrator password goes to the vault like the key`() {
        var console = Console.ready(pane: .setup)
        console.learn(
            SavedCredentials(
                site: ConnectWiseSite(), version: 0, savedBy: nil, savedAt: nil, key: nil))
        console.press("end", "enter")

        #expect(
            console.send(.paste("op3n s3same"))
                == [.editSecret(.legacyPassword, .paste("op3n s3same"))])
    }

    @Test func `the stored key is named by day, operator and the end of its fingerprint`() {
        let console = Console.ready(pane: .setup)

        #expect(console.screen().contains("set on 2026-11-01 by kim, ends 7f2a"))
    }

    @Test func `space switches the integration, and only there`() {
        var console = Console.ready(pane: .setup)
        console.press("space")
        #expect(console.state.messages.remark.contains("takes text"))

        console.press("up", "space")

        #expect(console.state.setup.draft?.site.isOn == false)
        #expect(console.state.setup.hasChanges)
    }

    /// A form with a changed address.
    private func changed() -> Console {
        var console = Console.ready(pane: .setup)
        console.press("enter", "ctrl-u")
        console.type("https://eu.myconnectwise.net")
        console.send(.key("esc"))
        console.state.setup.intent = nil
        console.state.pending.forget(.review)
        return console
    }
}

extension Console {
    /// The store says anew what is saved.
    fileprivate mutating func learn(_ credentials: SavedCredentials) {
        let ticket = state.pending.ask(.credentials, now: Samples.now)
        send(.loaded(.credentials(credentials), .credentials, ticket: ticket))
    }
}
