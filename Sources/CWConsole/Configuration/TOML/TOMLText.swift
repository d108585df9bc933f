/// Writes texts as TOML.
enum TOMLText {
    /// The text in quotes, on one line.
    ///
    /// What a terminal would obey and what nobody sees is written as an escape, so that a file can
    /// be shown and edited as it is.
    static func literal(_ text: String) -> String { "\"" + escaped(text, lineFeed: "\\n") + "\"" }

    /// The text between three quotes, its lines under each other.
    static func block(_ text: String) -> String {
        "\"\"\"\n" + escaped(text, lineFeed: "\n") + "\"\"\""
    }

    /// A name, in quotes unless it stands without them.
    static func name(_ name: String) -> String {
        !name.isEmpty && name.utf8.allSatisfy(\.isOfName) ? name : literal(name)
    }

    private static func escaped(_ text: String, lineFeed: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += lineFeed
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where SafeText.isHidden(scalar): result += escape(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let length = digits.count > 4 ? 8 : 4
        return (length == 8 ? "\\U" : "\\u") + String(repeating: "0", count: length - digits.count)
            + digits
    }
}
