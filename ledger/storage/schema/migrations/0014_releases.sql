CREATE TABLE "release_files" (
	"version" text NOT NULL,
	"path" text NOT NULL,
	"digest" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "release_files_version_path_pk" PRIMARY KEY("version","path")
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"version" text PRIMARY KEY NOT NULL,
	"manifest" text NOT NULL,
	"kept_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint

-- By hand from here. Insert only, for everybody: a page that has pinned a release must find its bytes.

REVOKE ALL ON releases, release_files FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON releases, release_files TO optmark_app;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['releases', 'release_files'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER refuse_change', guarded);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER refuse_truncate', guarded);
  END LOOP;
END $$;
