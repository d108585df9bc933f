extension Schema {
    /// What is due, partner by partner, so that each has its own room for pushes.
    static let dueByPartner = """
        DROP INDEX effects_due;
        CREATE INDEX effects_due ON effects (partner_id, priority, not_before, id)
            WHERE state IN ('planned', 'retry_wait', 'unknown');
        """
}
