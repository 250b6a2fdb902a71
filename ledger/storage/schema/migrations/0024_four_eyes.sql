CREATE TABLE "pending_opt_ins" (
	"pending" uuid PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"tags" "bytea"[] NOT NULL,
	"spend_key" "bytea",
	"request" "bytea",
	"submitted_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"decision" text,
	"reason" text,
	CONSTRAINT "pending_opt_ins_spend_key_is_a_hash" CHECK (octet_length("pending_opt_ins"."spend_key") = 32)
);
--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "four_eyes" text[];--> statement-breakpoint
CREATE INDEX "pending_opt_ins_business" ON "pending_opt_ins" USING btree ("business","pending");--> statement-breakpoint
CREATE INDEX "pending_opt_ins_ends" ON "pending_opt_ins" USING btree ("ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "pending_opt_ins_spend" ON "pending_opt_ins" USING btree ("business","spend_key");
--> statement-breakpoint

-- By hand from here. A column of set-up that may change (0015_set_up_as_records.sql).

GRANT UPDATE (four_eyes) ON businesses TO optmark_app;
--> statement-breakpoint

-- What waits goes when it is confirmed, after its time, and with the person whose number is in it.

REVOKE ALL ON pending_opt_ins FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON pending_opt_ins TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (pending, sealed, tags, request, submitted_at, ends_at, decision, reason) ON pending_opt_ins TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON pending_opt_ins TO optmark_eraser;
