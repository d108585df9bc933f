internal import CCurl
import Foundation
internal import Locking

/// One thread around one libcurl multi handle; all https traffic of the process goes through it.
///
/// Requests enter through a lock and `curl_multi_wakeup`, answers leave through continuations that
/// are resumed exactly once. The thread ends when the last reference to the loop goes.
public final class CurlLoop: Sendable {
    private let worker: Worker

    /// Starts the thread.
    ///
    /// - Parameter connectionsPerHost: the hard limit; `ConnectionLimiter` stays below it.
    public init(connectionsPerHost: Int = 16) {
        worker = Worker(connectionsPerHost: connectionsPerHost)
        let worker = worker
        let thread = Thread { worker.work() }
        thread.name = "cwconsole-http"
        thread.start()
    }

    deinit { worker.stop() }

    /// Runs one transfer to its end; cancelling the task ends it within milliseconds.
    func run(_ transfer: CurlTransfer) async -> Result<HTTPResponse, TransportError> {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                worker.submit(transfer) { continuation.resume(returning: $0) }
            }
        } onCancel: {
            worker.cancel(transfer)
        }
    }
}

/// The thread's side of the loop.
private final class Worker: @unchecked Sendable {
    // @unchecked: `multi` and `active` belong to the thread in `work`; other threads only use the
    // inbox, which is locked, and curl_multi_wakeup, which libcurl allows from any thread.
    typealias Completion = @Sendable (Result<HTTPResponse, TransportError>) -> Void

    private struct Inbox {
        var submitted: [(CurlTransfer, Completion)] = []
        var cancelled: [CurlTransfer] = []
        var isStopping = false
    }

    private static let library: CURLcode = curl_global_init(Int(CURL_GLOBAL_ALL))

    private let multi: UnsafeMutableRawPointer?
    private let inbox = Locked(Inbox())
    private var active: [UnsafeMutableRawPointer: (transfer: CurlTransfer, complete: Completion)] =
        [:]

    init(connectionsPerHost: Int) {
        multi = Self.library == CURLE_OK ? curl_multi_init() : nil
        guard let multi else { return }
        cc_multi_set_long(
            multi, CURLMOPT_MAX_HOST_CONNECTIONS, connectionsPerHost)
    }

    /// Hands a transfer over, unless its task is cancelled already.
    ///
    /// The check sits inside the lock: a cancellation before it is seen here, one after it finds the
    /// transfer in the inbox. So none is lost, and none leaves anything behind.
    func submit(_ transfer: CurlTransfer, complete: @escaping Completion) {
        let refusal: TransportError? = inbox.withLock { inbox in
            if Task.isCancelled { return .notSent(.cancelled, detail: "Cancelled before sending.") }
            guard let multi, !inbox.isStopping else {
                return .notSent(.other, detail: "The HTTP library is not running.")
            }
            inbox.submitted.append((transfer, complete))
            curl_multi_wakeup(multi)
            return nil
        }
        if let refusal { complete(.failure(refusal)) }
    }

    func cancel(_ transfer: CurlTransfer) { signal { $0.cancelled.append(transfer) } }

    func stop() { signal { $0.isStopping = true } }

    /// Wakes the thread inside the lock, because the thread frees `multi` once it has seen a stop.
    private func signal(_ edit: (inout Inbox) -> Void) {
        inbox.withLock { inbox in
            guard let multi, !inbox.isStopping else { return }
            edit(&inbox)
            curl_multi_wakeup(multi)
        }
    }

    /// The body of the thread.
    func work() {
        guard let multi = multi else { return }
        var isStopping = false
        while !isStopping {
            let news = inbox.withLock { inbox in
                defer { (inbox.submitted, inbox.cancelled) = ([], []) }
                return inbox
            }
            isStopping = news.isStopping
            for (transfer, complete) in news.submitted { start(transfer, complete, on: multi) }
            for transfer in news.cancelled { finish(transfer.handle, nil, on: multi) }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            var left: Int32 = 0
            while let message = curl_multi_info_read(multi, &left) {
                guard message.pointee.msg == CURLMSG_DONE else { continue }
                finish(message.pointee.easy_handle, cc_message_result(message), on: multi)
            }
            if !isStopping { curl_multi_poll(multi, nil, 0, 60_000, nil) }
        }
        for handle in Array(active.keys) { finish(handle, nil, on: multi) }
        curl_multi_cleanup(multi)
    }

    private func start(
        _ transfer: CurlTransfer, _ complete: @escaping Completion,
        on multi: UnsafeMutableRawPointer
    ) {
        let code = curl_multi_add_handle(multi, transfer.handle)
        guard code == CURLM_OK else {
            let reason = String(cString: curl_multi_strerror(code))
            return complete(.failure(.notSent(.other, detail: reason)))
        }
        active[transfer.handle] = (transfer, complete)
    }

    /// Ends a transfer, unless it has ended before; a nil code means cancelled.
    private func finish(
        _ handle: UnsafeMutableRawPointer, _ code: CURLcode?, on multi: UnsafeMutableRawPointer
    ) {
        guard let (transfer, complete) = active.removeValue(forKey: handle) else { return }
        let result = transfer.result(code)
        curl_multi_remove_handle(multi, handle)
        complete(result)
    }
}
