CREATE TABLE "key_checks" (
	"name" text PRIMARY KEY NOT NULL,
	"check" "bytea" NOT NULL,
	CONSTRAINT "key_checks_check_is_a_hash" CHECK (octet_length("key_checks"."check") = 32)
);
--> statement-breakpoint
ALTER TABLE "identifier_tags" ADD CONSTRAINT "identifier_tags_tag_is_a_hash" CHECK (octet_length("identifier_tags"."tag") = 32);
--> statement-breakpoint

-- By hand from here: insert only, for everybody, as 0001_guards.sql has it for the log.

REVOKE ALL ON key_checks FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON key_checks TO optmark_app;
--> statement-breakpoint
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON key_checks FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE key_checks ENABLE ALWAYS TRIGGER refuse_change;
--> statement-breakpoint
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON key_checks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE key_checks ENABLE ALWAYS TRIGGER refuse_truncate;
