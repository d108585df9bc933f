/// Puts characters together from bytes that may come in several reads.
///
/// Curses would drop the first half of a character that a read has cut; a long paste is cut at
/// every buffer.
struct UTF8Assembler {
    private var value: UInt32 = 0
    private var least: UInt32 = 0
    private var missing = 0

    /// Whether a character is incomplete.
    var isIncomplete: Bool { missing > 0 }

    /// Takes one byte and returns the scalar that it completes; invalid bytes are dropped.
    mutating func take(_ byte: UInt8) -> UInt32? {
        if missing > 0, byte & 0xC0 == 0x80 {
            value = value << 6 | UInt32(byte & 0x3F)
            missing -= 1
            guard missing == 0, value >= least else { return nil }
            return Unicode.Scalar(value) == nil ? nil : value
        }
        missing = 0
        switch byte {
        case 0x00...0x7F: return UInt32(byte)
        case 0xC2...0xDF: begin(byte & 0x1F, missing: 1, least: 0x80)
        case 0xE0...0xEF: begin(byte & 0x0F, missing: 2, least: 0x800)
        case 0xF0...0xF4: begin(byte & 0x07, missing: 3, least: 0x10000)
        default: break
        }
        return nil
    }

    /// Drops an incomplete character.
    mutating func reset() { missing = 0 }

    private mutating func begin(_ bits: UInt8, missing count: Int, least smallest: UInt32) {
        value = UInt32(bits)
        missing = count
        least = smallest
    }
}
