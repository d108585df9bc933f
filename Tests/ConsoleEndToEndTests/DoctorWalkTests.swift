import Testing
import TerminalHarness

@Suite struct DoctorWalkTests {
    @Test func `D looks at the demo's ConnectWise, f shows the requests of a repair`() throws {
        let console = try DemoConsole.start()
        try console.wait(forText: "Needs you", seconds: 60)
        console.press("9")
        try console.wait(forText: "Company ID", seconds: 20)

        console.press("D")

        try console.wait(forText: "Coverage", seconds: 60)
        try console.wait(for: "the end of the visit", seconds: 30) {
            $0.find("Esc stops") == nil && $0.find("checked ") != nil
        }
        #expect(console.find("Role rights") != nil)
        // Down to the integration, which the demo's ConnectWise lacks.
        for _ in 0..<8 where console.find("Requests of the repair") == nil {
            let row = console.find("▸ ")?.y
            console.press("down")
            try console.wait(for: "the cursor on the next finding", seconds: 10) {
                $0.find("▸ ")?.y != row
            }
        }
        console.press("f")
        try console.wait(forText: "these requests are sent", seconds: 10)
        #expect(console.find("POST /company/managedDevicesIntegrations") != nil)
        console.press("c")
        console.press("q", "q")
        #expect(try console.waitForExit(seconds: 30) == .status(0))
    }
}
