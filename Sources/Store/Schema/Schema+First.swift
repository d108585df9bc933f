extension Schema {
    /// Configuration, customers and events of migration 1; `Schema.md` says what each table keeps.
    static let first = """
        CREATE TABLE installation (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            name TEXT NOT NULL CHECK (length(name) = 32),
            audit_count INTEGER NOT NULL DEFAULT 0 CHECK (audit_count >= 0),
            audit_head TEXT NOT NULL DEFAULT ''
        ) STRICT;
        INSERT INTO installation (id, name) VALUES (1, lower(hex(randomblob(16))));

        CREATE TABLE partners (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
            mode TEXT NOT NULL CHECK (mode IN ('live', 'sandbox')),
            is_on INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1)),
            circuit_failure TEXT CHECK (circuit_failure GLOB '{*'),
            circuit_since INTEGER,
            CHECK ((circuit_failure IS NULL) = (circuit_since IS NULL))
        ) STRICT;

        CREATE TABLE settings (
            partner_id INTEGER NOT NULL REFERENCES partners,
            kind TEXT NOT NULL CHECK (kind IN ('site', 'integration')),
            version INTEGER NOT NULL CHECK (version > 0),
            body TEXT NOT NULL CHECK (body GLOB '{*'),
            saved_by TEXT NOT NULL,
            saved_at INTEGER NOT NULL,
            PRIMARY KEY (partner_id, kind)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE secrets (
            partner_id INTEGER NOT NULL REFERENCES partners,
            name TEXT NOT NULL CHECK (name = 'private-key'),
            sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND 65536),
            fingerprint TEXT NOT NULL CHECK (length(fingerprint) <= 64),
            set_by TEXT NOT NULL,
            set_at INTEGER NOT NULL,
            PRIMARY KEY (partner_id, name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE customers (
            id INTEGER PRIMARY KEY,
            partner_id INTEGER NOT NULL REFERENCES partners,
            number INTEGER NOT NULL CHECK (number > 0),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 256),
            company_id INTEGER CHECK (company_id > 0),
            company_name TEXT,
            UNIQUE (partner_id, number),
            CHECK ((company_id IS NULL) = (company_name IS NULL))
        ) STRICT;

        CREATE TABLE sources (
            id INTEGER PRIMARY KEY,
            partner_id INTEGER NOT NULL REFERENCES partners,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
            events INTEGER NOT NULL DEFAULT 0 CHECK (events >= 0),
            last_seen_at INTEGER NOT NULL,
            UNIQUE (partner_id, name)
        ) STRICT;

        CREATE TABLE source_customers (
            id INTEGER PRIMARY KEY,
            source_id INTEGER NOT NULL REFERENCES sources,
            external_id TEXT NOT NULL CHECK (length(external_id) BETWEEN 1 AND 128),
            name TEXT CHECK (length(name) BETWEEN 1 AND 256),
            customer_id INTEGER REFERENCES customers,
            waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
            UNIQUE (source_id, external_id),
            CHECK (customer_id IS NULL OR waiting = 0)
        ) STRICT;
        CREATE INDEX source_customers_unlinked ON source_customers (source_id)
            WHERE customer_id IS NULL;

        CREATE TABLE accounts (
            id INTEGER PRIMARY KEY,
            customer_id INTEGER NOT NULL REFERENCES customers,
            external_id TEXT NOT NULL CHECK (length(external_id) BETWEEN 1 AND 128),
            name TEXT CHECK (length(name) BETWEEN 1 AND 256),
            UNIQUE (customer_id, external_id)
        ) STRICT;

        CREATE TABLE devices (
            id INTEGER PRIMARY KEY,
            customer_id INTEGER NOT NULL REFERENCES customers,
            source_id INTEGER NOT NULL REFERENCES sources,
            external_id TEXT NOT NULL CHECK (length(external_id) BETWEEN 1 AND 128),
            name TEXT CHECK (length(name) BETWEEN 1 AND 256),
            kind TEXT NOT NULL CHECK (
                kind IN ('server', 'workstation', 'vm', 'saas', 'nas', 'other', 'unknown')),
            account_id INTEGER REFERENCES accounts,
            last_seen_at INTEGER NOT NULL,
            last_success_at INTEGER,
            stored_bytes INTEGER CHECK (stored_bytes >= 0),
            stored_at INTEGER,
            UNIQUE (customer_id, source_id, external_id),
            CHECK ((stored_bytes IS NULL) = (stored_at IS NULL))
        ) STRICT;

        CREATE TABLE series (
            id INTEGER PRIMARY KEY,
            partner_id INTEGER NOT NULL REFERENCES partners,
            key TEXT NOT NULL,
            watermark INTEGER,
            newest_success INTEGER,
            UNIQUE (partner_id, key)
        ) STRICT;

        CREATE TABLE rules (
            id INTEGER PRIMARY KEY,
            partner_id INTEGER NOT NULL REFERENCES partners,
            action TEXT NOT NULL CHECK (action IN ('ticket', 'sync')),
            body TEXT NOT NULL CHECK (body GLOB '{*'),
            severities TEXT NOT NULL CHECK (severities GLOB '[[]*'),
            event_classes TEXT CHECK (event_classes GLOB '[[]*'),
            removed_at INTEGER
        ) STRICT;
        CREATE INDEX rules_current ON rules (partner_id, id) WHERE removed_at IS NULL;

        CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            partner_id INTEGER NOT NULL REFERENCES partners,
            source_id INTEGER NOT NULL REFERENCES sources,
            external_id TEXT NOT NULL CHECK (length(external_id) BETWEEN 1 AND 255),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            received_at INTEGER NOT NULL,
            moment INTEGER NOT NULL,
            customer_id INTEGER REFERENCES customers,
            source_customer_id INTEGER REFERENCES source_customers,
            series_id INTEGER REFERENCES series,
            run_id TEXT,
            class TEXT NOT NULL,
            severity INTEGER NOT NULL CHECK (severity IN (0, 1, 2)),
            account TEXT NOT NULL,
            account_name TEXT,
            information TEXT NOT NULL,
            folded TEXT,
            is_waiting INTEGER NOT NULL CHECK (is_waiting IN (0, 1)),
            is_stale INTEGER NOT NULL CHECK (is_stale IN (0, 1)),
            counted TEXT CHECK (counted IN ('success', 'incomplete', 'failed', 'restore')),
            failed INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0),
            UNIQUE (source_id, external_id),
            CHECK (is_waiting = 0 OR (customer_id IS NULL AND source_customer_id IS NOT NULL))
        ) STRICT;
        CREATE INDEX events_by_partner ON events (partner_id, id);
        CREATE INDEX events_by_customer ON events (customer_id, id);
        CREATE INDEX events_failed ON events (partner_id, id) WHERE failed > 0;
        CREATE INDEX events_by_run ON events (series_id, run_id) WHERE run_id IS NOT NULL;
        CREATE INDEX events_waiting ON events (source_customer_id, id) WHERE is_waiting = 1;

        CREATE TABLE event_bodies (
            event_id INTEGER PRIMARY KEY REFERENCES events,
            body BLOB NOT NULL CHECK (length(body) BETWEEN 2 AND 65536)
        ) STRICT;

        CREATE TABLE quarantine (
            id INTEGER PRIMARY KEY,
            event_id INTEGER NOT NULL REFERENCES events,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            received_at INTEGER NOT NULL,
            body BLOB NOT NULL,
            UNIQUE (event_id, digest)
        ) STRICT;

        CREATE TABLE month_counters (
            customer_id INTEGER NOT NULL REFERENCES customers,
            month INTEGER NOT NULL CHECK (month BETWEEN 0 AND 120000),
            account TEXT NOT NULL,
            successes INTEGER NOT NULL DEFAULT 0 CHECK (successes >= 0),
            incomplete INTEGER NOT NULL DEFAULT 0 CHECK (incomplete >= 0),
            failed INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0),
            restores INTEGER NOT NULL DEFAULT 0 CHECK (restores >= 0),
            PRIMARY KEY (customer_id, month, account)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE usage_latest (
            customer_id INTEGER NOT NULL REFERENCES customers,
            source_id INTEGER NOT NULL REFERENCES sources,
            service TEXT NOT NULL,
            plan TEXT NOT NULL DEFAULT '',
            as_of INTEGER NOT NULL,
            metrics TEXT NOT NULL CHECK (metrics GLOB '{*'),
            PRIMARY KEY (customer_id, source_id, service, plan)
        ) STRICT, WITHOUT ROWID;
        """
}
