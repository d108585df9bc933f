// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "cwconsole",
    products: [.executable(name: "cwconsole", targets: ["CWConsole"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    ],
    targets: [
        // ncursesw.pc carries flags that SwiftPM refuses, so no pkgConfig: here.
        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CMicroHTTPD", pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"])]),
        .target(name: "CHardening"),
        .target(name: "Locking", swiftSettings: strict),
        .target(name: "Cryptography", dependencies: ["CCrypto"], swiftSettings: strict),
        .target(name: "TUIWidgets", dependencies: ["CNcurses", "Locking"], swiftSettings: strict),
        .target(
            name: "IntegrationCore", dependencies: ["CCurl", "Cryptography", "Locking"],
            swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: [
                "Cryptography", "IntegrationCore", "Locking",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(
            name: "ConnectWiseSandbox",
            dependencies: ["CMicroHTTPD", "Cryptography", "IntegrationCore", "Locking"],
            swiftSettings: strict),
        .executableTarget(
            name: "CWConsole",
            dependencies: [
                "CHardening", "ConnectWiseSandbox", "IntegrationCore", "Locking", "Store",
                "TUIWidgets",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        // Tests only. What needs libvterm is a test target, so that `swift build` works without it.
        .target(name: "CPty", path: "Tests/CPty"),
        .systemLibrary(
            name: "CVTerm", path: "Tests/CVTerm", providers: [.apt(["libvterm-dev"])]),
        .testTarget(
            name: "TerminalHarness", dependencies: ["CPty", "CVTerm"],
            path: "Tests/TerminalHarness", swiftSettings: strict),
        .executableTarget(
            name: "TerminalProbe", dependencies: ["TUIWidgets"], path: "Tests/TerminalProbe",
            swiftSettings: strict),
        .testTarget(
            name: "TUIWidgetsTests",
            dependencies: [
                "CNcurses", "Locking", "TUIWidgets", "TerminalHarness", "TerminalProbe",
                "TestSupport",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "cwbench", dependencies: ["ConnectWiseSandbox", "IntegrationCore", "Store"],
            path: "Benchmarks/CWBench", swiftSettings: strict),
        .testTarget(
            name: "CryptographyTests", dependencies: ["Cryptography"], swiftSettings: strict),
        // A TLS server in single steps, for tests that need one which misbehaves.
        .target(
            name: "CTLSServer", path: "Tests/CTLSServer",
            linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .testTarget(
            name: "IntegrationCoreTests",
            dependencies: [
                "ConnectWiseSandbox", "CTLSServer", "Cryptography", "IntegrationCore", "Locking",
                "TestSupport",
            ],
            exclude: ["Ingest/Fixtures"], swiftSettings: strict),
        // A clock that tests move by hand, and where the programs under test are.
        .target(
            name: "TestSupport", dependencies: ["IntegrationCore", "Locking"],
            path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "ConnectWiseSandbox", "Cryptography", "EngineProbe", "IntegrationCore", "Locking",
                "Store", "TestSupport",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "EngineProbe", dependencies: ["IntegrationCore", "Locking", "Store"],
            path: "Tests/EngineProbe", swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "CWConsole", "ConnectWiseSandbox", "IntegrationCore", "Locking", "Store",
                "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ConnectWiseSandboxTests",
            dependencies: ["ConnectWiseSandbox", "IntegrationCore", "Locking"],
            swiftSettings: strict),
        .executableTarget(
            name: "storeprobe",
            dependencies: [
                "IntegrationCore", "Store", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Tests/StoreProbe", swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "IntegrationCore", "Locking", "Store", "TestSupport", "storeprobe",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CWConsoleTests",
            dependencies: ["CWConsole", "IntegrationCore", "Locking", "TUIWidgets"],
            exclude: ["Snapshots"], swiftSettings: strict),
        .testTarget(
            name: "ConsoleEndToEndTests",
            dependencies: ["CWConsole", "TerminalHarness", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "SecurityTests",
            dependencies: [
                "CHardening", "CommandTests", "ConnectWiseSandbox", "Cryptography",
                "IntegrationCore", "Locking", "TerminalHarness", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
