extension Schema {
    /// Tickets, the outbox and the audit trail of migration 1.
    static let firstOutbox = """
        CREATE TABLE tickets (
            id INTEGER PRIMARY KEY,
            partner_id INTEGER NOT NULL REFERENCES partners,
            customer_id INTEGER NOT NULL REFERENCES customers,
            series_id INTEGER NOT NULL REFERENCES series,
            episode INTEGER NOT NULL CHECK (episode > 0),
            xref TEXT NOT NULL CHECK (length(xref) BETWEEN 1 AND 100),
            rule_id INTEGER REFERENCES rules,
            phase TEXT NOT NULL CHECK (
                phase IN ('opening', 'open', 'resolving', 'closed', 'drifted')),
            remote_id INTEGER CHECK (remote_id > 0),
            closed_at INTEGER,
            UNIQUE (series_id, episode),
            UNIQUE (partner_id, xref),
            CHECK ((phase = 'closed') = (closed_at IS NOT NULL)),
            CHECK (phase <> 'open' OR remote_id IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX tickets_one_unclosed ON tickets (series_id) WHERE phase <> 'closed';
        CREATE INDEX tickets_unclosed ON tickets (customer_id) WHERE phase <> 'closed';

        CREATE TABLE effects (
            id INTEGER PRIMARY KEY,
            partner_id INTEGER NOT NULL REFERENCES partners,
            customer_id INTEGER NOT NULL REFERENCES customers,
            ticket_id INTEGER REFERENCES tickets,
            event_id INTEGER REFERENCES events,
            kind TEXT NOT NULL CHECK (kind IN (
                'ticket.open', 'ticket.note', 'ticket.resolve', 'ticket.reopen', 'statistics')),
            priority INTEGER NOT NULL CHECK (priority = (kind = 'statistics')),
            state TEXT NOT NULL CHECK (state IN (
                'planned', 'leased', 'intent', 'unknown', 'retry_wait',
                'done', 'parked', 'conflict', 'skipped')),
            attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
            deaths INTEGER NOT NULL DEFAULT 0 CHECK (deaths BETWEEN 0 AND 5),
            probe INTEGER NOT NULL DEFAULT 0 CHECK (probe >= 0),
            uncertain_key TEXT CHECK (length(uncertain_key) BETWEEN 1 AND 200),
            intent_key TEXT CHECK (length(intent_key) BETWEEN 1 AND 200),
            not_before INTEGER NOT NULL,
            accepted_at INTEGER NOT NULL,
            first_sent_at INTEGER,
            finished_at INTEGER,
            failure TEXT CHECK (failure GLOB '{*'),
            bypasses_window INTEGER NOT NULL DEFAULT 0 CHECK (bypasses_window IN (0, 1)),
            is_reprocess INTEGER NOT NULL DEFAULT 0 CHECK (is_reprocess IN (0, 1)),
            adopted INTEGER NOT NULL DEFAULT 0 CHECK (adopted >= 0),
            repeated INTEGER NOT NULL DEFAULT 0 CHECK (repeated >= 0),
            claimed_through INTEGER,
            CHECK ((kind = 'statistics') = (ticket_id IS NULL)),
            CHECK ((finished_at IS NOT NULL)
                = (state IN ('done', 'parked', 'conflict', 'skipped'))),
            CHECK (state <> 'unknown' OR uncertain_key IS NOT NULL),
            CHECK (intent_key IS NULL OR state = 'intent'),
            CHECK (state NOT IN ('parked', 'conflict', 'retry_wait') OR failure IS NOT NULL),
            CHECK (state <> 'intent' OR first_sent_at IS NOT NULL)
        ) STRICT;
        CREATE INDEX effects_due ON effects (priority, not_before, id)
            WHERE state IN ('planned', 'retry_wait', 'unknown');
        CREATE INDEX effects_in_hand ON effects (customer_id) WHERE state IN ('leased', 'intent');
        CREATE INDEX effects_by_ticket ON effects (ticket_id, id) WHERE ticket_id IS NOT NULL;
        CREATE INDEX effects_first_sent ON effects (partner_id, first_sent_at)
            WHERE first_sent_at IS NOT NULL;
        CREATE INDEX effects_unclear ON effects (partner_id)
            WHERE uncertain_key IS NOT NULL OR adopted > 0 OR repeated > 0;
        CREATE INDEX effects_parked ON effects (customer_id) WHERE state = 'parked';
        CREATE UNIQUE INDEX effects_one_live_statistics ON effects (customer_id)
            WHERE kind = 'statistics'
                AND state IN ('planned', 'leased', 'intent', 'unknown', 'retry_wait');

        CREATE TABLE lanes (
            customer_id INTEGER PRIMARY KEY REFERENCES customers,
            owner TEXT,
            lease_until INTEGER,
            fence INTEGER NOT NULL CHECK (fence > 0),
            CHECK ((owner IS NULL) = (lease_until IS NULL))
        ) STRICT;

        CREATE TABLE notifications (
            id INTEGER PRIMARY KEY,
            partner_id INTEGER NOT NULL REFERENCES partners,
            event_id INTEGER NOT NULL REFERENCES events,
            customer_id INTEGER NOT NULL REFERENCES customers,
            rule_id INTEGER NOT NULL REFERENCES rules,
            action TEXT NOT NULL CHECK (action IN ('ticket', 'sync')),
            state TEXT NOT NULL CHECK (state IN (
                'pending', 'running', 'done', 'skipped', 'waiting', 'failed', 'cancelled')),
            effect_id INTEGER REFERENCES effects,
            ticket_id INTEGER REFERENCES tickets,
            skip_reason TEXT,
            failure_code TEXT,
            failure TEXT CHECK (failure GLOB '{*'),
            updated_at INTEGER NOT NULL,
            UNIQUE (event_id, rule_id),
            CHECK ((failure_code IS NULL) = (failure IS NULL)),
            CHECK (state NOT IN ('failed', 'waiting') OR failure IS NOT NULL),
            CHECK (state NOT IN ('skipped', 'cancelled') OR skip_reason IS NOT NULL),
            CHECK (state IN ('skipped', 'cancelled') OR effect_id IS NOT NULL)
        ) STRICT;
        CREATE INDEX notifications_by_state ON notifications (partner_id, state, id);
        CREATE INDEX notifications_by_customer ON notifications (customer_id, id);
        CREATE INDEX notifications_by_effect ON notifications (effect_id, id)
            WHERE effect_id IS NOT NULL;
        CREATE INDEX notifications_by_cause ON notifications (partner_id, failure_code, id)
            WHERE state = 'failed';
        CREATE INDEX notifications_failed_of_customer ON notifications (customer_id)
            WHERE state = 'failed';
        CREATE INDEX notifications_with_failure ON notifications (partner_id, event_id)
            WHERE failure IS NOT NULL;

        CREATE TABLE notification_counts (
            partner_id INTEGER NOT NULL REFERENCES partners,
            state TEXT NOT NULL,
            count INTEGER NOT NULL CHECK (count >= 0),
            PRIMARY KEY (partner_id, state)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,
            effect_id INTEGER NOT NULL REFERENCES effects,
            ended_at INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            failure TEXT CHECK (failure GLOB '{*')
        ) STRICT;
        CREATE INDEX attempts_by_effect ON attempts (effect_id, id);

        CREATE TABLE requests (
            id INTEGER PRIMARY KEY,
            attempt_id INTEGER NOT NULL REFERENCES attempts,
            partner_id INTEGER NOT NULL REFERENCES partners,
            method TEXT NOT NULL CHECK (method IN ('GET', 'POST', 'PATCH', 'DELETE')),
            path TEXT NOT NULL,
            sent_at INTEGER NOT NULL,
            milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
            status INTEGER CHECK (status BETWEEN 100 AND 999),
            request_id TEXT,
            error TEXT
        ) STRICT;
        CREATE INDEX requests_by_attempt ON requests (attempt_id, id);
        CREATE INDEX requests_by_time ON requests (partner_id, sent_at);

        CREATE TABLE windows (
            customer_id INTEGER PRIMARY KEY REFERENCES customers,
            last_synchronized_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            action TEXT NOT NULL,
            target TEXT NOT NULL,
            detail TEXT NOT NULL,
            partner_id INTEGER REFERENCES partners,
            hash TEXT NOT NULL CHECK (length(hash) = 64)
        ) STRICT;
        """

    /// What the schema keeps true by itself: counts by state, failed events, append-only audit.
    static let firstTriggers = """
        CREATE TRIGGER notifications_counted AFTER INSERT ON notifications BEGIN
            INSERT INTO notification_counts VALUES (NEW.partner_id, NEW.state, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER notifications_recounted AFTER UPDATE OF state ON notifications
            WHEN OLD.state <> NEW.state
        BEGIN
            UPDATE notification_counts SET count = count - 1
                WHERE partner_id = OLD.partner_id AND state = OLD.state;
            INSERT INTO notification_counts VALUES (NEW.partner_id, NEW.state, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER events_failed_more AFTER UPDATE OF state ON notifications
            WHEN NEW.state = 'failed' AND OLD.state <> 'failed'
        BEGIN
            UPDATE events SET failed = failed + 1 WHERE id = NEW.event_id;
        END;
        CREATE TRIGGER events_failed_less AFTER UPDATE OF state ON notifications
            WHEN OLD.state = 'failed' AND NEW.state <> 'failed'
        BEGIN
            UPDATE events SET failed = failed - 1 WHERE id = NEW.event_id;
        END;
        CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit BEGIN
            SELECT RAISE(ABORT, 'the audit trail is append-only');
        END;
        CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit BEGIN
            SELECT RAISE(ABORT, 'the audit trail is append-only');
        END;
        """
}
