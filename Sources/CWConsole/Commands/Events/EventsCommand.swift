import ArgumentParser

/// `events`: the event log.
struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "The event log.",
        subcommands: [EventsList.self, EventsShow.self, EventsConflicts.self])
}
