/// Five hundred texts that try to do something to a terminal, a query, a sheet or a reader.
enum HostileTexts {
    /// Texts that fit into a name of the event contract.
    static let all: [String] = {
        var texts = atoms
        // The rest are mixtures, the same in every run.
        var state: UInt64 = 0x5EED
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        while texts.count < 500 {
            let parts = (0...(1 + next(4))).map { _ in atoms[next(atoms.count)] }
            let text = parts.joined(separator: ["", " ", "x"][next(3)])
            if text.unicodeScalars.count <= 250 { texts.append(text) }
        }
        return texts
    }()

    /// A pile of combining marks that only a message may have.
    static let pile = "e" + String(repeating: "\u{0301}", count: 8_000)

    private static let atoms: [String] =
        controls + escapes + marks + tags + scripts + queries + sheets + documents

    private static let controls = (Array(0...0x1F) + Array(0x7F...0x9F)).map { value in
        "a\(Unicode.Scalar(UInt8(value)))b"
    }

    private static let escapes: [String] = {
        let bodies = [
            "]0;HACKED\u{7}", "]2;HACKED\u{1B}\\", "]52;c;SEFDS0VE\u{7}", "]8;;http://x\u{7}y",
            "]10;?\u{7}", "]4;1;#ff0000\u{7}", "]1337;File=:AAAA\u{7}", "[2J", "[3J", "[31;5m",
            "[?25l", "[?1049l", "[?1000h", "[?2004l", "[1;1H", "[99A", "[6n", "[c", "[5i", "[4i",
            "[!p", "[20t", "[8;1;1t", "c", "(0", "7", "8", "#8", "P+q544e\u{1B}\\", "Pq#0\u{1B}\\",
            "_Gf=24;AAAA\u{1B}\\", "^secret\u{1B}\\", "XSTART\u{1B}\\", "[", "]0;open", "P",
        ]
        let single: [(String, Character)] = [
            ("[2J", "\u{9B}"), ("0;HACKED\u{9C}", "\u{9D}"), ("q\u{9C}", "\u{90}"),
            ("x\u{9C}", "\u{9F}"), ("x\u{9C}", "\u{9E}"), ("x\u{9C}", "\u{98}"),
        ]
        return bodies.map { "\u{1B}" + $0 } + single.map { "\($1)\($0)" }
            + ["\u{1B}", "\u{1B}\u{1B}[2J", "50%\rDONE", "a\u{8}\u{8}\u{8}root", "\u{7}\u{7}"]
    }()

    private static let marks: [String] = {
        let values: [ClosedRange<UInt32>] = [
            0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0x180B...0x180F,
            0xFFF9...0xFFFB,
        ]
        let single: [UInt32] = [0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x3164, 0xFFA0, 0xFEFF]
        return (values.flatMap { Array($0) } + single).compactMap { Unicode.Scalar($0) }
            .map { "ac\($0)me" }
            + ["user\u{202E}txt.exe", "\u{2067}abc\u{2069}", "\u{202D}\u{202E}\u{202C}x"]
            + ["Z" + String(repeating: "\u{0321}\u{0489}", count: 60)]
            + ["line\u{2028}two", "line\u{2029}two", "crlf\r\nX-Injected: yes", "tab\tbed"]
    }()

    private static let tags = [0xE0001, 0xE0020, 0xE0041, 0xE007F, 0xE0100].compactMap {
        Unicode.Scalar($0).map { "tag\($0)ged" }
    }

    private static let scripts = [
        "עברית", "العربيّة", "فارسی می\u{200C}خواهم", "हिन्दी नमस्ते", "ไทยกำลัง", "日本語 テスト", "Zürich",
        "👩‍👩‍👧‍👦 family", "🏳️‍🌈", "👍🏽", "🇩🇪🇫🇷", "ﷺ", "ｆｕｌｌｗｉｄｔｈ", "ß İ ı ſ", "e\u{301}\u{323}", "𝕳𝖊𝖑𝖑𝖔",
    ]

    private static let queries = [
        "'; DROP TABLE events; --", "\" OR \"\"=\"", "1); DELETE FROM effects; --", "%' OR '1'='1",
        "* NEAR(a b)", "\"unclosed", "name:x AND y", "[a-z]*", "%", "*", "_", "?", "\\", "'",
        "\"", "summary like \"*\"", "\" or id>0 or summary=\"", "externalXRef != \"\"",
        "(closedFlag=false)", "&conditions=id>0", "#frag", "%22%20or%20id%3E0", "../../etc/passwd",
        "$(reboot)", "`reboot`", "; rm -rf ~", "%s%n%x", "{{7*7}}", "${jndi:ldap://x}",
    ]

    private static let sheets = [
        "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1:A9)", "=HYPERLINK(\"http://x\")",
        "a,b,\"c\"",
        "\"quoted\"\",\"", ";semi;colon", "\tcell",
    ]

    private static let documents = [
        "{\"a\":1}", "\\u0000", "\\\"", "</script><script>alert(1)</script>", "<!--", "]]>",
        "&lt;b&gt;", "null", "true", "NaN", "1e309", "\u{FFFD}", "\u{FFFE}x", "\u{FFFF}x", " ",
        "  x  ", "[ref 1]", "Resolved by itself", "[EFS-19652] Backup failed: other",
    ]
}
