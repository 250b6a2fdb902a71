CREATE TABLE "console_links" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "console_links_hash_is_a_hash" CHECK (octet_length("console_links"."hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "console_sessions" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"sign_in" "bytea",
	"ends_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "console_sessions_hash_is_a_hash" CHECK (octet_length("console_sessions"."hash") = 32)
);
--> statement-breakpoint
CREATE INDEX "console_links_ends" ON "console_links" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "console_sessions_ends" ON "console_sessions" USING btree ("ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "console_sessions_sign_in" ON "console_sessions" USING btree ("sign_in");
--> statement-breakpoint

-- By hand from here. A link is used, a session ended; neither is given to another person.

REVOKE ALL ON console_links, console_sessions FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON console_links, console_sessions TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (used_at) ON console_links TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (revoked_at) ON console_sessions TO optmark_app;
