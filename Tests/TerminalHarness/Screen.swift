import CVTerm

/// A terminal emulator over libvterm: bytes in, cells and modes out.
final class Screen {
    private let terminal: OpaquePointer
    private let screen: OpaquePointer
    private(set) var columns: Int
    private(set) var rows: Int
    private var modeParser = ModeParser()

    init?(columns: Int, rows: Int) {
        guard let terminal = vterm_new(Int32(rows), Self.width(columns)),
            let screen = vterm_obtain_screen(terminal)
        else { return nil }
        self.terminal = terminal
        self.screen = screen
        self.columns = columns
        self.rows = rows
        vterm_set_utf8(terminal, 1)
        vterm_screen_enable_altscreen(screen, 1)
        vterm_screen_reset(screen, 1)
    }

    /// libvterm 0.1 crashes on a wide character in a screen of one column.
    private static func width(_ columns: Int) -> Int32 { Int32(max(2, columns)) }

    deinit { vterm_free(terminal) }

    /// The DEC private modes that are on.
    var modes: Set<Int> { modeParser.modes }

    /// Takes output of the program and returns what the terminal answers.
    func feed(_ bytes: [UInt8]) -> [UInt8] {
        let expanded = modeParser.take(bytes)
        expanded.withUnsafeBytes { raw in
            _ = vterm_input_write(
                terminal, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
        }
        var answer = [CChar](repeating: 0, count: 4_096)
        let count = vterm_output_read(terminal, &answer, answer.count)
        return answer.prefix(count).map { UInt8(bitPattern: $0) }
    }

    func resize(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        vterm_set_size(terminal, Int32(rows), Self.width(columns))
    }

    func cell(_ x: Int, _ y: Int) -> ScreenCell { ScreenCell(cv_cell(screen, Int32(x), Int32(y))) }

    var cursor: (x: Int, y: Int) {
        var place = VTermPos()
        vterm_state_get_cursorpos(vterm_obtain_state(terminal), &place)
        return (Int(place.col), Int(place.row))
    }
}

/// Follows the private modes and repeats characters (`CSI n b`), which libvterm 0.1 does not.
struct ModeParser {
    private(set) var modes: Set<Int> = []
    private var pending: [UInt8] = []
    private var lastPrinted: [UInt8] = []

    mutating func take(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for byte in bytes {
            if pending.isEmpty {
                if byte == 0x1B { pending = [byte] } else { copy(byte, &result) }
                continue
            }
            pending.append(byte)
            if pending.count == 2, byte != UInt8(ascii: "[") {
                flush(&result)
            } else if pending.count > 2, (0x40...0x7E).contains(byte) || byte < 0x20 {
                obey(&result)
            }
        }
        return result
    }

    private mutating func copy(_ byte: UInt8, _ result: inout [UInt8]) {
        result.append(byte)
        if byte & 0xC0 == 0x80 {
            lastPrinted.append(byte)
        } else if byte >= 0x20 {
            lastPrinted = [byte]
        }
    }

    private mutating func flush(_ result: inout [UInt8]) {
        result += pending
        pending = []
    }

    private mutating func obey(_ result: inout [UInt8]) {
        let body = String(decoding: pending.dropFirst(2).dropLast(), as: UTF8.self)
        switch pending.last {
        case UInt8(ascii: "b"):
            pending = []
            for _ in 0..<min(Int(body) ?? 1, 1_000) { result += lastPrinted }
        case UInt8(ascii: "h") where body.hasPrefix("?"):
            modes.formUnion(body.dropFirst().split(separator: ";").compactMap { Int($0) })
            flush(&result)
        case UInt8(ascii: "l") where body.hasPrefix("?"):
            modes.subtract(body.dropFirst().split(separator: ";").compactMap { Int($0) })
            flush(&result)
        default: flush(&result)
        }
    }
}
