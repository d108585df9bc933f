extension Schema {
    /// Up to which moment a source has told all that a customer uses, of migration 4.
    ///
    /// Snapshots that were taken in earlier are found in the log; the body is what a source sent.
    static let usage = """
        CREATE TABLE usage_complete (
            customer_id INTEGER NOT NULL REFERENCES customers,
            source_id INTEGER NOT NULL REFERENCES sources,
            as_of INTEGER NOT NULL,
            PRIMARY KEY (customer_id, source_id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO usage_complete (customer_id, source_id, as_of)
            SELECT e.customer_id, e.source_id, max(e.moment)
            FROM events e JOIN event_bodies b ON b.event_id = e.id
            WHERE e.class = 'Usage' AND e.customer_id IS NOT NULL
                AND coalesce(json_extract(CAST(b.body AS TEXT), '$.data.complete'), 1)
            GROUP BY e.customer_id, e.source_id;
        """
}
