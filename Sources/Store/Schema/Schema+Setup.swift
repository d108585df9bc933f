extension Schema {
    /// What a partner sets up and what checks find, of migration 3; `Schema.md` tells the rest.
    ///
    /// SQLite changes no CHECK: `settings` and `secrets`, which nothing refers to, are made anew.
    static let setup = """
        CREATE TABLE settings_anew (
            partner_id INTEGER NOT NULL REFERENCES partners,
            kind TEXT NOT NULL CHECK (kind IN ('site', 'integration', 'references')),
            version INTEGER NOT NULL CHECK (version > 0),
            body TEXT NOT NULL CHECK (body GLOB '{*'),
            saved_by TEXT NOT NULL,
            saved_at INTEGER NOT NULL,
            PRIMARY KEY (partner_id, kind)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO settings_anew (partner_id, kind, version, body, saved_by, saved_at)
            SELECT partner_id, kind, version, body, saved_by, saved_at FROM settings;
        DROP TABLE settings;
        ALTER TABLE settings_anew RENAME TO settings;

        CREATE TABLE secrets_anew (
            partner_id INTEGER NOT NULL REFERENCES partners,
            name TEXT NOT NULL CHECK (name IN ('private-key', 'legacy-password')),
            sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND 65536),
            fingerprint TEXT NOT NULL CHECK (length(fingerprint) <= 64),
            set_by TEXT NOT NULL,
            set_at INTEGER NOT NULL,
            PRIMARY KEY (partner_id, name)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO secrets_anew (partner_id, name, sealed, fingerprint, set_by, set_at)
            SELECT partner_id, name, sealed, fingerprint, set_by, set_at FROM secrets;
        DROP TABLE secrets;
        ALTER TABLE secrets_anew RENAME TO secrets;

        ALTER TABLE rules ADD COLUMN customers TEXT CHECK (customers GLOB '[[][1-9]*');
        ALTER TABLE accounts ADD COLUMN settings TEXT CHECK (settings GLOB '{*');
        CREATE INDEX devices_by_account ON devices (account_id, last_seen_at)
            WHERE account_id IS NOT NULL;
        CREATE INDEX events_by_account ON events (customer_id, account, id)
            WHERE customer_id IS NOT NULL;

        CREATE TABLE managed_id_findings (
            customer_id INTEGER PRIMARY KEY REFERENCES customers,
            body TEXT NOT NULL CHECK (body GLOB '{*')
        ) STRICT;

        CREATE TABLE repairs (
            id INTEGER PRIMARY KEY,
            partner_id INTEGER NOT NULL REFERENCES partners,
            customer_number INTEGER CHECK (customer_number > 0),
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
            started_at INTEGER NOT NULL,
            started_by TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'undone', 'stopped')),
            ended_at INTEGER,
            failure TEXT CHECK (failure GLOB '{*'),
            CHECK ((state = 'open') = (ended_at IS NULL)),
            CHECK (state <> 'stopped' OR failure IS NOT NULL),
            CHECK (failure IS NULL OR state IN ('undone', 'stopped'))
        ) STRICT;
        CREATE UNIQUE INDEX repairs_one_open ON repairs (partner_id, coalesce(customer_number, 0))
            WHERE state = 'open';

        CREATE TABLE repair_steps (
            repair_id INTEGER NOT NULL REFERENCES repairs,
            step INTEGER NOT NULL CHECK (step >= 0),
            body TEXT NOT NULL CHECK (body GLOB '{*'),
            progress TEXT NOT NULL CHECK (progress IN ('planned', 'sent', 'done', 'undone')),
            made INTEGER CHECK (made > 0),
            PRIMARY KEY (repair_id, step),
            CHECK (made IS NULL OR progress = 'done')
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER repair_steps_of_open BEFORE UPDATE ON repair_steps
            WHEN (SELECT state FROM repairs WHERE id = OLD.repair_id) <> 'open'
        BEGIN
            SELECT RAISE(ABORT, 'the repair has ended');
        END;
        CREATE TRIGGER repairs_end_once BEFORE UPDATE OF state ON repairs
            WHEN OLD.state <> 'open'
        BEGIN
            SELECT RAISE(ABORT, 'the repair has ended');
        END;

        CREATE TABLE doctor_reports (
            partner_id INTEGER PRIMARY KEY REFERENCES partners,
            body TEXT NOT NULL CHECK (body GLOB '{*')
        ) STRICT;

        CREATE TABLE roles (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            version INTEGER NOT NULL CHECK (version > 0),
            body TEXT NOT NULL CHECK (body GLOB '[[]*'),
            saved_by TEXT NOT NULL,
            saved_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE job_requests (
            partner_id INTEGER NOT NULL REFERENCES partners,
            second INTEGER NOT NULL,
            count INTEGER NOT NULL CHECK (count > 0),
            PRIMARY KEY (partner_id, second)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX audit_by_action ON audit (action, id);
        CREATE INDEX audit_by_who ON audit (who, id);
        """
}
