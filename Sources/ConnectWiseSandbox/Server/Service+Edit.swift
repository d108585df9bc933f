import IntegrationCore
import Locking

extension Service {
    /// Changes records from inside the process, as people and tests do, and keeps the change.
    func edit<Result, Failure: Error>(
        _ body: (inout State, Timestamp) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let now = clock.now()
        return try state.withLock { (state: inout State) throws(Failure) -> Result in
            let result = try body(&state, now)
            keep(state.takeChanges())
            return result
        }
    }

    /// The machine's clock in seconds, which is the one TLS clients check certificates by.
    var systemSeconds: Int64 { SystemTime().now().microseconds / 1_000_000 }
}
