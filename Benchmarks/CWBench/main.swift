import Foundation
import Glibc
import Store

// Usage: cwbench [--events N] [--directory DIR]; exits 1 when a budget is missed.
// The stores stay in DIR; without one they are made in a temporary directory and removed.
let arguments = CommandLine.arguments
func option(_ name: String) -> String? {
    arguments.firstIndex(of: name).flatMap { arguments.dropFirst($0 + 1).first }
}
let total = option("--events").flatMap(Int.init) ?? 1_000_000
let kept = option("--directory")
let directory = kept ?? "\(FileManager.default.temporaryDirectory.path)/cwbench-\(getpid())"
try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)

let report = Report()
report.note("fdatasync floor", "\(DiskFloor.syncsPerSecond(in: directory))/s (4 KiB each)")
let store = try await StoreBench(path: directory + "/console.db")
try await store.ingest(total: total, report: report)
try await store.pages(report: report)
report.note("resident memory", "\(Process.residentMegabytes) MB")
let push = try await PushBench(path: directory + "/push.db")
try await push.latency(of: 200, report: report)
await store.ledger.close()
await push.ledger.close()
if kept == nil { try? FileManager.default.removeItem(atPath: directory) }
exit(report.isWithinBudget ? 0 : 1)
