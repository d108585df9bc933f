import IntegrationCore
import TUIWidgets

/// A form: labelled values, the one with the marker, and what became of saving.
struct FormState: Equatable, Sendable {
    /// What the form is about, and its title.
    let kind: FormKind, title: String
    /// The values, top to bottom.
    var items: [FormItem]
    /// The index of the item with the marker, and of the word with it in a set.
    private(set) var focus: Int, word = 0
    /// Whether the values are on their way to the store.
    var isSaving = false
    /// Why they were not saved; empty while nothing was refused.
    var refusal = ""
    /// Whether the record is no longer in the store.
    private(set) var isGone = false

    /// Makes a form with the marker on its first item that can be edited.
    init(_ kind: FormKind, title: String, items: [FormItem]) {
        self.kind = kind
        self.title = title
        self.items = items
        focus = items.firstIndex(where: \.isEditable) ?? 0
    }

    /// The item with the marker.
    var current: FormItem? { items.indices.contains(focus) ? items[focus] : nil }

    /// How many items can be edited, and which of them has the marker.
    var stops: Int { items.count(where: \.isEditable) }
    var place: Int { items.prefix(focus + 1).count(where: \.isEditable) }

    /// Whether anything differs from what is stored.
    var hasChanges: Bool { items.contains(where: \.isChanged) }

    /// Whether something was changed on both sides.
    var hasConflicts: Bool { items.contains { $0.theirs != nil } }

    /// An item by its id.
    subscript(id: String) -> FormItem? { items.first { $0.id == id } }

    /// Sets an item's note or problem, or its value.
    mutating func change(_ id: String, _ edit: (inout FormItem) -> Void) {
        guard let index = items.firstIndex(where: { $0.id == id }) else { return }
        edit(&items[index])
    }

    // MARK: - Moving

    /// Moves to the next or previous item, round the end.
    mutating func move(backwards: Bool) {
        let stops = items.indices.filter { items[$0].isEditable }
        let next =
            backwards
            ? stops.last { $0 < focus } ?? stops.last : stops.first { $0 > focus } ?? stops.first
        focus = next ?? focus
        word = 0
    }

    /// Moves to an item.
    mutating func move(to id: String) {
        guard let index = items.firstIndex(where: { $0.id == id }) else { return }
        focus = index
        word = 0
    }

    /// Moves to the first or the last item.
    mutating func move(toEnd isLast: Bool) {
        let stops = items.indices.filter { items[$0].isEditable }
        focus = (isLast ? stops.last : stops.first) ?? focus
        word = 0
    }

    // MARK: - Editing

    /// Gives a key to the item with the marker; false when it means nothing to it.
    mutating func take(_ key: Key) -> Bool {
        guard var item = current, !isSaving else { return false }
        switch item.value {
        case .text(var field):
            guard field.take(key) else { return false }
            item.value = .text(field)
            item.note = field.notes.map(\.sentence).joined(separator: ", ")
        case .check(let isOn):
            guard ["space", "left", "right"].contains(key) else { return false }
            item.value = .check(!isOn)
        case .choice(let words, let index):
            guard let step = Self.step(key), !words.isEmpty else { return false }
            item.value = .choice(words, (index + words.count + step) % words.count)
        case .set(let words, var chosen):
            if key == "space" {
                chosen.formSymmetricDifference([word])
                item.value = .set(words, chosen: chosen)
            } else if key == "*" {
                item.value = .set(
                    words, chosen: chosen.count == words.count ? [] : Set(words.indices))
            } else if let step = Self.step(key), !words.isEmpty {
                word = (word + words.count + step) % words.count
            } else {
                return false
            }
        case .pick(let question, _):
            guard ["backspace", "delete"].contains(key) else { return false }
            item.value = .pick(question, nil)
        case .fixed, .secret: return false
        }
        keep(item)
        return true
    }

    /// Pastes into the item with the marker; blanks at both ends go, and that is said (B38).
    mutating func paste(_ text: String) -> Bool {
        guard var item = current, case .text(var field) = item.value, !isSaving else {
            return false
        }
        field.paste(text)
        item.value = .text(field)
        item.note = field.notes.map(\.sentence).joined(separator: ", ")
        keep(item)
        return true
    }

    /// Takes a chosen record.
    mutating func pick(_ id: String, _ choice: Choice) {
        change(id) { item in
            guard case .pick(let question, _) = item.value else { return }
            item.value = .pick(question, choice.reference)
            item.note = choice.role == .plain ? "" : choice.note
            item.problem = ""
        }
        refusal = ""
    }

    private mutating func keep(_ item: FormItem) {
        guard items.indices.contains(focus) else { return }
        items[focus] = item
        items[focus].problem = ""
        refusal = ""
    }

    private static func step(_ key: Key) -> Int? {
        switch key {
        case "left": -1
        case "right", "space": 1
        default: nil
        }
    }

    // MARK: - Checking

    /// Says what is wrong: with every item, or only with the one that is left.
    mutating func show(_ problems: [String: String], only id: String? = nil) {
        for index in items.indices where id == nil || items[index].id == id {
            items[index].problem = problems[items[index].id] ?? items[index].cut
        }
    }

    /// The first item that is wrong or undecided gets the marker; false when there is none.
    mutating func moveToTrouble() -> Bool {
        guard let item = items.first(where: { !$0.problem.isEmpty || $0.theirs != nil }) else {
            return false
        }
        move(to: item.id)
        return true
    }

    /// Compares with what the store says now; nil means that the record is gone (B43).
    mutating func compare(with fresh: [FormItem]?) {
        guard !isSaving else { return }
        guard let fresh else {
            isGone = true
            return
        }
        isGone = false
        for index in items.indices {
            guard let other = fresh.first(where: { $0.id == items[index].id }) else { continue }
            items[index].take(stored: other.value)
            items[index].placeholder = other.placeholder
        }
    }

    /// Ends the choice between two values of the item with the marker.
    mutating func resolve(takesTheirs: Bool) {
        guard items.indices.contains(focus) else { return }
        items[focus].resolve(takesTheirs: takesTheirs)
        refusal = ""
    }

    /// Takes every change back.
    mutating func discard() {
        for index in items.indices { items[index].reset() }
        refusal = ""
    }
}
