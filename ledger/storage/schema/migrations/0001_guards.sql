-- What each table may undergo, and by whom. Runs as optmark_owner, after roles.ts has made the three roles.
--
--   optmark_owner    owns everything, cannot log in
--   optmark_app      what the ledger runs as
--   optmark_eraser   may delete a person's sealed rows, nothing of the log
--
-- Grants stop the app. ENABLE ALWAYS triggers stop the owner and a superuser too, also under
-- session_replication_role = replica; row triggers do not see TRUNCATE, so it has one of its own. Whoever may disable
-- triggers can still get round all of this: it is a guard rail, the evidence is checkpoints held elsewhere.

-- ---- who may what ------------------------------------------------------------------------------------------------

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON
  log_head, log_entries, log_tiles, log_checkpoints, notices, notice_retirements,
  sealed_records, subjects, identifier_tags, subject_links,
  consent_states, spent_keys, businesses, sites, api_keys
TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (size, root, last_recorded_at) ON log_head TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (state) ON consent_states TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (revoked_at) ON api_keys TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON sealed_records, subjects, identifier_tags, subject_links, consent_states, spent_keys TO optmark_eraser;
--> statement-breakpoint

-- ---- log: insert only, for everybody -----------------------------------------------------------------------------

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint

-- ---- sealed: insert only, but the eraser may delete --------------------------------------------------------------

CREATE FUNCTION refuse_change_but_erasure() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_user = 'optmark_eraser' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only but for erasure: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint

-- ---- head: grows, and does nothing else --------------------------------------------------------------------------

CREATE FUNCTION refuse_all_but_growth() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.size = 0 THEN
    RETURN NEW;
  END IF;
  -- "C": moments are ordered as JavaScript orders their text, whatever the database's collation.
  IF TG_OP = 'UPDATE' AND NEW.size > OLD.size AND NEW.origin = OLD.origin
    AND NEW.last_recorded_at COLLATE pg_catalog."C" >= OLD.last_recorded_at THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the head of the log only grows: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION refuse_change(), refuse_change_but_erasure(), refuse_all_but_growth() FROM PUBLIC;
--> statement-breakpoint

DO $$
DECLARE
  guarded record;
BEGIN
  FOR guarded IN
    SELECT * FROM (VALUES
      ('log_head', 'UPDATE OR INSERT', 'refuse_all_but_growth'),
      ('log_head', 'DELETE', 'refuse_change'),
      ('log_entries', 'UPDATE OR DELETE', 'refuse_change'),
      ('log_tiles', 'UPDATE OR DELETE', 'refuse_change'),
      ('log_checkpoints', 'UPDATE OR DELETE', 'refuse_change'),
      ('notices', 'UPDATE OR DELETE', 'refuse_change'),
      ('notice_retirements', 'UPDATE OR DELETE', 'refuse_change'),
      ('sealed_records', 'UPDATE OR DELETE', 'refuse_change_but_erasure'),
      ('subjects', 'UPDATE OR DELETE', 'refuse_change_but_erasure'),
      ('identifier_tags', 'UPDATE OR DELETE', 'refuse_change_but_erasure'),
      ('subject_links', 'UPDATE OR DELETE', 'refuse_change_but_erasure')
    ) AS t (name, events, guard)
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE %s ON %I FOR EACH ROW EXECUTE FUNCTION %I()',
      guarded.guard, guarded.events, guarded.name, guarded.guard);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', guarded.name, guarded.guard);
    EXECUTE format('CREATE OR REPLACE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      guarded.name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER refuse_truncate', guarded.name);
  END LOOP;
END $$;
--> statement-breakpoint

-- ---- how rows are laid out ---------------------------------------------------------------------------------------

-- Ciphertext does not compress: without EXTERNAL every sealed row over 2 kB would be tried in vain, and without the
-- larger target be cut into a second table with an index of its own.
ALTER TABLE sealed_records ALTER COLUMN sealed SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE sealed_records SET (toast_tuple_target = 8160);
--> statement-breakpoint
ALTER TABLE log_tiles ALTER COLUMN hashes SET STORAGE EXTERNAL;
--> statement-breakpoint
-- One row, updated by every commit: room for its versions on one page, no index to touch.
ALTER TABLE log_head SET (fillfactor = 10, autovacuum_vacuum_threshold = 1000);
--> statement-breakpoint
ALTER TABLE consent_states SET (fillfactor = 85);
