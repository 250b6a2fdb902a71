CREATE TABLE "log_successions" (
	"n" integer PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"vkey" text NOT NULL,
	"last_origin" text NOT NULL,
	"last_vkey" text NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"why" text NOT NULL,
	"record" uuid NOT NULL,
	"at" text NOT NULL,
	CONSTRAINT "log_successions_origin_unique" UNIQUE("origin")
);
--> statement-breakpoint
CREATE TABLE "recoveries" (
	"business" text NOT NULL,
	"begun" uuid NOT NULL,
	"record" uuid NOT NULL,
	CONSTRAINT "recoveries_business_begun_pk" PRIMARY KEY("business","begun")
);
--> statement-breakpoint

-- By hand from here: insert only, for everybody, as 0001_guards.sql has it for the log.

REVOKE ALL ON log_successions, recoveries FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON log_successions, recoveries TO optmark_app;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['log_successions', 'recoveries'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER refuse_change', guarded);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER refuse_truncate', guarded);
  END LOOP;
END $$;
--> statement-breakpoint

-- The head gets another name where it stands, once a row says so, and does nothing else meanwhile.
CREATE OR REPLACE FUNCTION refuse_all_but_growth() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.size = 0 THEN
    RETURN NEW;
  END IF;
  -- "C": moments are ordered as JavaScript orders their text, whatever the database's collation.
  IF TG_OP = 'UPDATE' AND NEW.size > OLD.size AND NEW.origin = OLD.origin
    AND NEW.last_recorded_at COLLATE pg_catalog."C" >= OLD.last_recorded_at THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.size = OLD.size AND NEW.root = OLD.root AND NEW.last_recorded_at = OLD.last_recorded_at
    AND EXISTS (SELECT FROM public.log_successions s WHERE s.origin = NEW.origin AND s.last_origin = OLD.origin
      AND s.size = OLD.size AND s.root = OLD.root) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the head of the log only grows: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
GRANT UPDATE (origin) ON log_head TO optmark_app;
