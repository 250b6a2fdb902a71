CREATE TABLE "journals" (
	"n" integer PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journals_id_unique" UNIQUE("id")
);
--> statement-breakpoint

-- By hand from here: insert only, for everybody, as 0001_guards.sql has it for the log.

REVOKE ALL ON journals FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON journals TO optmark_app;
--> statement-breakpoint
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON journals FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE journals ENABLE ALWAYS TRIGGER refuse_change;
--> statement-breakpoint
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON journals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE journals ENABLE ALWAYS TRIGGER refuse_truncate;
