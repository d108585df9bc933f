import Glibc
import Testing

@testable import TUIWidgets

@Suite struct MailboxTests {
    @Test func `messages come out in order and wake the reader once`() {
        let mailbox = Mailbox<Int>()
        #expect(!isReadable(mailbox))

        mailbox.post(1)
        mailbox.post(2)
        #expect(isReadable(mailbox))
        let (messages, dropped) = mailbox.drain()

        #expect(messages == [1, 2] && dropped == 0)
        #expect(!isReadable(mailbox))
    }

    @Test func `a full mailbox drops the oldest messages and counts them`() {
        let mailbox = Mailbox<Int>(capacity: 8)

        for number in 1...20 { mailbox.post(number) }
        let (messages, dropped) = mailbox.drain()

        #expect(messages.last == 20 && messages.count <= 8)
        #expect(messages.count + dropped == 20)
        #expect(mailbox.drain().dropped == 0)
    }

    @Test func `no message of many tasks is lost and none fails to wake`() async {
        let mailbox = Mailbox<Int>(capacity: 100_000)
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<20 {
                group.addTask { for index in 0..<500 { mailbox.post(task * 500 + index) } }
            }
        }

        #expect(isReadable(mailbox))
        #expect(Set(mailbox.drain().messages).count == 10_000)
    }

    private func isReadable(_ mailbox: Mailbox<Int>) -> Bool {
        var descriptor = pollfd(fd: mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) == 1
    }
}
