import ArgumentParser

@main
struct ConsoleMain: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "cwconsole")
}
