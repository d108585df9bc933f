import ArgumentParser

/// `credentials`: where ConnectWise is and how to sign in (product.md 3).
struct CredentialsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credentials", abstract: "Where ConnectWise is, and how to sign in.",
        subcommands: [
            CredentialsShow.self, CredentialsSet.self, CredentialsTest.self,
            CredentialsClear.self,
        ])
}
