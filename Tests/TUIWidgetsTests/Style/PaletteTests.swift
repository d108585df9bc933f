import Testing

@testable import TUIWidgets

@Suite struct PaletteTests {
    @Test(arguments: [(Theme.dark, 0.0), (.light, 1.0), (.contrast, 0.0)])
    func `text has a contrast of at least four and a half to one`(theme: Theme, ground: Double) {
        let palette = Palette(theme: theme, depth: .indexed)
        let background =
            ground == 0 ? [(0.0, 0.0, 0.0), Self.rgb(234)] : [(1, 1, 1), Self.rgb(230)]
        for role in Role.allCases where role != .frame {
            let paint = palette.paint(Style(role))
            let behind = paint.background >= 0 ? [Self.rgb(paint.background)] : background
            for color in behind where paint.foreground >= 0 {
                let ratio = Self.contrast(Self.rgb(paint.foreground), color)
                #expect(ratio >= 4.5, "\(role) in \(theme): \(ratio)")
            }
        }
    }

    @Test func `the automatic theme can be read on black and on white`() {
        let palette = Palette(theme: .auto, depth: .indexed)
        for role in Role.allCases where role != .frame {
            let paint = palette.paint(Style(role))
            let behind =
                paint.background >= 0 ? [Self.rgb(paint.background)] : [(0, 0, 0), (1, 1, 1)]
            for color in behind where paint.foreground >= 0 {
                let ratio = Self.contrast(Self.rgb(paint.foreground), color)
                #expect(ratio >= (paint.background >= 0 ? 4.5 : 3.99), "\(role): \(ratio)")
            }
        }
    }

    @Test func `without colour severity, focus and labels still differ`() {
        let palette = Palette(theme: .auto, depth: .none)
        let looks = [Role.plain, .muted, .error, .warning, .selected, .live].map {
            palette.paint(Style($0))
        }
        #expect(Set(looks).count == looks.count)
        #expect(
            Role.allCases.allSatisfy { role in
                let paint = palette.paint(Style(role))
                return paint.foreground == -1 && paint.background == -1
            })
    }

    @Test func `sixteen colours use no index above seven`() {
        for theme in Theme.allCases {
            for role in Role.allCases {
                let paint = Palette(theme: theme, depth: .sixteen).paint(Style(role))
                #expect(paint.foreground < 8 && paint.background < 8)
            }
        }
    }

    @Test(arguments: [
        ("15;0", Theme.dark), ("0;15", .light), ("0;default;15", .light), ("x", .auto),
    ])
    func `the background of the terminal decides the theme`(value: String, theme: Theme) {
        let options = TerminalOptions(environment: ["COLORFGBG": value])
        #expect(options.knownTheme == theme)
    }

    // MARK: - Colours

    /// The colour of an index of the fixed 256-colour table.
    private static func rgb(_ index: Int) -> (Double, Double, Double) {
        if index >= 232 {
            let level = Double(8 + (index - 232) * 10) / 255
            return (level, level, level)
        }
        let steps = [0.0, 95, 135, 175, 215, 255].map { $0 / 255 }
        let cube = index - 16
        return (steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
    }

    /// The ratio of the web content accessibility guidelines, 1 to 21.
    private static func contrast(
        _ a: (Double, Double, Double), _ b: (Double, Double, Double)
    ) -> Double {
        let (bright, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
        return (bright + 0.05) / (dark + 0.05)
    }

    private static func luminance(_ color: (Double, Double, Double)) -> Double {
        func linear(_ value: Double) -> Double {
            // The curve is close enough to the power that the standard gives for bright values.
            value <= 0.03928 ? value / 12.92 : power((value + 0.055) / 1.055)
        }
        return 0.2126 * linear(color.0) + 0.7152 * linear(color.1) + 0.0722 * linear(color.2)
    }
}

/// x to the power of 2.4, by x squared times the fifth root of x squared (Newton).
private func power(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let square = x * x
    var root = 1.0
    for _ in 0..<60 {
        root -= (root * root * root * root * root - square) / (5 * root * root * root * root)
    }
    return square * root
}
