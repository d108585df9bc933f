import IntegrationCore

/// What is decided when the first line of a request arrives.
struct Admission: Sendable {
    var number: Int
    var arrived: Timestamp
    var faults: [Fault]
}
