/// What stands on the active agreements of a customer's company, as far as it can be billed.
public struct CustomerAdditions: Hashable, Sendable {
    /// An addition, and the agreement that it stands on.
    public struct Line: Hashable, Sendable {
        /// Both as ConnectWise shows them.
        public var agreement: ConnectWise.Agreement, addition: ConnectWise.Addition
    }

    /// Whose they are.
    public var customer: Customer
    /// The active agreements, by id.
    public var agreements: [ConnectWise.Agreement]
    /// The additions of the products that were asked for, in order of agreement and id.
    public var lines: [Line] = []
    /// Why the additions of an agreement could not be read; nil when all were.
    public var trouble: Failure?

    /// The lines of a service's product that carry a customer's Managed ID, cancelled ones too.
    ///
    /// Case and blanks of a serial number do not matter, a type of agreement does when the service
    /// names one (contract 8.9).
    public func lines(of reference: CrossReference, _ managedID: ManagedID) -> [Line] {
        guard let product = reference.product?.id else { return [] }
        return lines.filter { line in
            let type = line.agreement.type?.name ?? ""
            return line.addition.product?.id == product
                && managedID.isNearly(line.addition.serialNumber)
                && (reference.agreementType.isEmpty || type.isEmpty
                    || type == reference.agreementType)
        }
    }

    /// The addition that a service is billed by at a moment.
    public func target(
        of reference: CrossReference, _ managedID: ManagedID, at now: Timestamp
    ) -> AdditionTarget {
        let ours = lines(of: reference, managedID)
        let inForce = ours.filter { $0.addition.isInForce(at: now) }
        if let first = inForce.first { return inForce.count == 1 ? .one(first) : .several(inForce) }
        let isToCome = ours.contains { $0.addition.cancelledDate.map { $0 > now } ?? true }
        return isToCome ? .notYet : ours.isEmpty ? .nothing : .cancelled
    }
}

/// Whether there is the one addition that a service is billed by (product.md 6).
public enum AdditionTarget: Hashable, Sendable {
    /// The one; the candidates, of which none may be chosen.
    case one(CustomerAdditions.Line), several([CustomerAdditions.Line])
    /// None that counts: all are cancelled, not effective yet, or there is none at all.
    case cancelled, notYet, nothing
}
