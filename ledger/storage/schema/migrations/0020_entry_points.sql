CREATE TABLE "entry_points" (
	"name" text PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"notice" text,
	"site" text,
	"locale" text,
	"flow" text,
	"code" text,
	"until" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "entry_points_business" ON "entry_points" USING btree ("business");--> statement-breakpoint
CREATE UNIQUE INDEX "entry_points_code" ON "entry_points" USING btree ("code");
--> statement-breakpoint

-- By hand from here. Set-up, written by the commit of the record that says what it is. What is printed must not
-- come to mean something else: no row goes, and its id, its kind and its code stay.

REVOKE ALL ON entry_points FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON entry_points TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (label, notice, site, locale, flow, until, ended_at) ON entry_points TO optmark_app;
