import Glibc
import TUIWidgets

/// Shows a table, a field, and the last events by name; some keys misbehave on purpose.
final class ProbeProgram: ScreenProgram {
    private let mailbox: Mailbox<Int>
    private let isStubborn: Bool
    private var table = TableState(ids: Array(1...200))
    private var field = TextFieldState()
    private var events: [String] = []
    private var received = 0
    private(set) var isFinished = false
    let timeToNextTick: Duration? = nil

    init(mailbox: Mailbox<Int>, isStubborn: Bool) {
        self.mailbox = mailbox
        self.isStubborn = isStubborn
    }

    func receive(_ event: LoopEvent<Int>) {
        switch event {
        case .terminal(.key(let key)):
            take(key)
            events.append(key.description)
        case .terminal(.paste(let text)):
            field.paste(text)
            let notes = field.notes.map(\.sentence).joined(separator: ", ")
            events.append("paste-\(text.count)\(notes.isEmpty ? "" : " \(notes)")")
        case .terminal(.resize(let size)): events.append("resize-\(size)")
        case .terminal(.signal(let signal)):
            while isStubborn { pause() }
            events.append(signal.rawValue)
        case .terminal(.closed): isFinished = true
        case .message(let count): received += count
        case .dropped(let count): events.append("dropped-\(count)")
        case .tick: break
        }
    }

    private func take(_ key: Key) {
        switch key {
        case "q": isFinished = true
        case "down": table.move(by: 1)
        case "up": table.move(by: -1)
        case "pgdn": table.move(byPages: 1)
        case "space": table.toggleMark()
        case "T": fatalError("trap on purpose")
        case "A": abort()
        case "P": print("noise on standard output")
        case "E": _ = write(STDERR_FILENO, "noise on standard error\n", 24)
        case "O": overflowStack(0)
        case "Z": kill(getpid(), SIGTSTP)
        case "M":
            for _ in 0..<10 {
                let mailbox = mailbox
                startThread { for _ in 0..<1_000 { mailbox.post(1) } }
            }
        default: break
        }
    }

    func frame(size: Size, glyphs: GlyphSet, isForced: Bool) -> Grid? {
        var grid = Grid(size: size, glyphs: glyphs)
        let parts = grid.bounds.splitRows([.fixed(1), .fill, .fixed(1), .fixed(1)])
        grid.draw(
            StatusLine(
                leading: [.init(StyledText("probe", .title.bold), priority: 9), .init("\(size)")],
                trailing: [.init(StyledText("received \(received)", .muted))]), in: parts[0])
        let rows = table.ids.map { id in
            TableRow(
                id: id, cells: ["EFS-\(19_000 + id)", "Café 日本 \(id)", "\(id * 7)"],
                severity: id % 50 == 0 ? .error : .plain)
        }
        let columns = [
            TableColumn("Account", minimum: 9, ideal: 9, priority: 9, overflow: .whole),
            TableColumn("Customer", minimum: 6, ideal: nil),
            TableColumn("Try", minimum: 3, ideal: 5, alignment: .trailing),
        ]
        let list = Table(columns: columns, rows: rows, state: table)
        grid.draw(Panel(title: "Failed", footer: "200", isFocused: true), in: parts[1])
        table.settle(page: list.page(in: parts[1].inset()))
        grid.draw(list, in: parts[1].inset())
        grid.draw(
            StatusLine(leading: [.init(StyledText("· " + events.suffix(8).joined(separator: " ")))]
            ),
            in: parts[2])
        grid.draw(FunctionBar(hints: [.init(key: "q", label: "Quit")]), in: parts[3])
        return grid
    }
}

/// Uses up the stack, so that the guard must run on a stack of its own.
private func overflowStack(_ depth: Int) {
    guard depth < .max else { return }
    let bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: depth), count: 16)
    overflowStack(depth + 1)
    _ = bytes.count
}

private func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Box(body)).toOpaque()
    pthread_create(
        &thread, nil,
        { context in
            if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        }, context)
    pthread_detach(thread)
}
