import Foundation
import Glibc

// Usage: cwbench [--events N] [--directory DIR]; exits 1 when a budget is missed.
let arguments = CommandLine.arguments
func option(_ name: String) -> String? {
    arguments.firstIndex(of: name).flatMap { arguments.dropFirst($0 + 1).first }
}
let total = option("--events").flatMap(Int.init) ?? 1_000_000
let parent = option("--directory") ?? FileManager.default.temporaryDirectory.path
let directory = "\(parent)/cwbench-\(getpid())"
try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: directory) }

let report = Report()
report.note("fdatasync floor", "\(DiskFloor.syncsPerSecond(in: directory))/s (4 KiB each)")
let bench = try await StoreBench(path: directory + "/console.db")
try await bench.ingest(total: total, report: report)
try await bench.pages(report: report)
report.note("resident memory", "\(Process.residentMegabytes) MB")
try? FileManager.default.removeItem(atPath: directory)
exit(report.isWithinBudget ? 0 : 1)
