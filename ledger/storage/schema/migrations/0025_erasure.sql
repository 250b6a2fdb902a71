CREATE TABLE "stones" (
	"subject" uuid NOT NULL,
	"record" uuid NOT NULL,
	CONSTRAINT "stones_subject_record_pk" PRIMARY KEY("subject","record")
);
--> statement-breakpoint

-- By hand from here. A stone is never forgotten: by its row the state of an erased person is made again.

REVOKE ALL ON stones FROM PUBLIC;
--> statement-breakpoint
-- Part of the stone: without its tags no one finds the stops of an erased person.
REVOKE DELETE ON identifier_tags FROM optmark_eraser;
--> statement-breakpoint
GRANT SELECT, INSERT ON stones TO optmark_app;
--> statement-breakpoint
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON stones FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE stones ENABLE ALWAYS TRIGGER refuse_change;
--> statement-breakpoint
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON stones FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE stones ENABLE ALWAYS TRIGGER refuse_truncate;
