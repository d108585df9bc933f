import Testing
import TerminalHarness

@Suite struct DoctorWalkTests {
    @Test func `D looks at the demo's ConnectWise, f shows the requests of a repair`() throws {
        let console = try DemoConsole.start()
        try console.wait(forText: "failed notification", seconds: 60)
        console.press("9")
        try console.wait(forText: "Company ID", seconds: 20)
        // A solution that the demo's ConnectWise does not have: the doctor offers to make it.
        console.press("down", "down", "down", "down", "down", "enter", "ctrl-u")
        console.press("O", "t", "h", "e", "r", "enter", "ctrl-s")
        try console.wait(forText: "credentials saved", seconds: 20)

        console.press("D")

        try console.wait(forText: "Coverage", seconds: 60)
        try console.wait(for: "the end of the visit", seconds: 30) {
            $0.find("Esc stops") == nil && $0.find("checked ") != nil
        }
        #expect(console.find("Role rights") != nil)
        for _ in 0..<8 where console.find("Requests of the repair") == nil {
            let row = console.find("▸ ")?.y
            console.press("down")
            try console.wait(for: "the cursor on the next finding", seconds: 10) {
                $0.find("▸ ")?.y != row
            }
        }
        console.press("f")
        try console.wait(forText: "nothing is sent yet", seconds: 10)
        #expect(console.find("POST /company/managementItSolutions") != nil)
        console.press("q", "q", "q")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
    }
}
