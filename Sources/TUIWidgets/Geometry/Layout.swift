/// How much of an axis one part of a split wants.
public enum Track: Hashable, Sendable {
    /// Exactly this many cells, as long as they exist.
    case fixed(Int)
    /// A share of what the fixed parts leave; shares are in proportion to the weights.
    case fill(weight: Int = 1)

    /// One share of what is left.
    public static var fill: Track { .fill(weight: 1) }

    /// The lengths of the parts of an axis of `length` cells.
    ///
    /// Fixed parts are served in order until the axis is used up; the last share takes the
    /// remainder of the division, so the parts always cover the axis when there is a share.
    public static func lengths(_ tracks: [Track], of length: Int) -> [Int] {
        var left = max(0, length)
        var weights = 0
        var lengths = tracks.map { track -> Int in
            switch track {
            case .fixed(let cells):
                let part = min(max(0, cells), left)
                left -= part
                return part
            case .fill(let weight):
                weights += min(max(1, weight), 1_000)
                return 0
            }
        }
        for (index, track) in tracks.enumerated() {
            guard case .fill(let wanted) = track, weights > 0 else { continue }
            let weight = min(max(1, wanted), 1_000)
            let part = left * weight / weights
            lengths[index] = part
            left -= part
            weights -= weight
        }
        return lengths
    }
}

extension Rect {
    /// Splits the area into rows of areas, top to bottom.
    public func splitRows(_ tracks: [Track]) -> [Rect] {
        var top = y
        return Track.lengths(tracks, of: rows).map { length in
            defer { top += length }
            return Rect(x: x, y: top, columns: columns, rows: length)
        }
    }

    /// Splits the area into columns of areas, left to right.
    public func splitColumns(_ tracks: [Track]) -> [Rect] {
        var left = x
        return Track.lengths(tracks, of: columns).map { length in
            defer { left += length }
            return Rect(x: left, y: y, columns: length, rows: rows)
        }
    }
}
