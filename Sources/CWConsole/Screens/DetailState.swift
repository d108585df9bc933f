/// How the detail of a record is shown: beside its list, or as a screen of its own.
struct DetailState: Equatable, Sendable {
    /// Whether it covers the list, on a narrow screen.
    var isOpen = false
    /// Whether keys go to it, on a wide screen.
    var isFocused = false
    /// Rows scrolled away at its top.
    var offset = 0

    /// Whether movement scrolls the detail and not the list.
    func takesMovement(isWide: Bool) -> Bool { isWide ? isFocused : isOpen }

    /// Goes one level back; false when the detail is not in front.
    mutating func close(isWide: Bool) -> Bool {
        guard takesMovement(isWide: isWide) else { return false }
        isOpen = false
        isFocused = false
        return true
    }

    /// Stays in front when the screen becomes wider or narrower.
    mutating func fit(isWide: Bool) {
        guard isOpen || isFocused else { return }
        isOpen = !isWide
        isFocused = isWide
    }

    /// Brings the detail to the front.
    mutating func show(isWide: Bool) {
        if isWide { isFocused = true } else { isOpen = true }
    }
}

/// A way to move in a list or a text.
enum Movement: Equatable, Sendable {
    case rows(Int), pages(Int), first, last
}

extension CommandID {
    /// The movement a command stands for.
    var movement: Movement? {
        switch self {
        case .up: .rows(-1)
        case .down: .rows(1)
        case .pageUp: .pages(-1)
        case .pageDown: .pages(1)
        case .first: .first
        case .last: .last
        default: nil
        }
    }
}
