CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"role" text NOT NULL,
	"sealed" "bytea",
	"identity" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"broke_glass_at" timestamp with time zone,
	CONSTRAINT "people_role_is_known" CHECK ("people"."role" in ('auditor', 'manager', 'admin')),
	CONSTRAINT "people_identity_is_a_mac" CHECK (octet_length("people"."identity") = 32),
	CONSTRAINT "people_who_may_come_is_known" CHECK ("people"."sealed" is not null or "people"."ended_at" is not null)
);
--> statement-breakpoint
CREATE INDEX "people_business" ON "people" USING btree ("business");--> statement-breakpoint
CREATE INDEX "people_identity" ON "people" USING btree ("identity");
--> statement-breakpoint

-- By hand from here. Set-up, written by the commit of the record that says what it is. No row goes, no role
-- is widened and no engagement made longer in place.

REVOKE ALL ON people FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON people TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (sealed, identity, ended_at, broke_glass_at) ON people TO optmark_app;
