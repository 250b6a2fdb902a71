ALTER TABLE "sites" ADD COLUMN "session_required" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "session_secret" "bytea";
--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "previous_session_secret" "bytea";
--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "previous_session_until" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_session_secret_is_wrapped" CHECK (octet_length("sites"."session_secret") = 60);
--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_previous_session_secret_is_wrapped" CHECK (octet_length("sites"."previous_session_secret") = 60);
--> statement-breakpoint

-- By hand from here: a secret is made and replaced, and so is what a site asks of its pages; the rest of a site stays.

GRANT UPDATE (session_required, session_secret, previous_session_secret, previous_session_until) ON sites TO optmark_app;
