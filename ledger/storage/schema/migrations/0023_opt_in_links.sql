CREATE TABLE "opt_in_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"tags" "bytea"[] NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "opt_in_links_business" ON "opt_in_links" USING btree ("business","id");--> statement-breakpoint
CREATE INDEX "opt_in_links_ends" ON "opt_in_links" USING btree ("ends_at");--> statement-breakpoint

-- By hand from here. A row goes when its link is over, and with the person whose number is in it.

REVOKE ALL ON opt_in_links FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON opt_in_links TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (revoked_at) ON opt_in_links TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON opt_in_links TO optmark_eraser;
