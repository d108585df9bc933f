import TerminalHarness
import Testing

@Suite(.ownThread) struct OwnThreadTests {
    @Test func `a test that blocks does not run on the cooperative pool`() {
        #expect(OwnThread.isCurrent)
    }
}
