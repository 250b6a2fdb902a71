CREATE TABLE "webhook_outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"sender" text NOT NULL,
	"body_mac" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"bytes" integer NOT NULL,
	"content_type" text NOT NULL,
	"signature" text NOT NULL,
	"tags" "bytea"[] NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "webhook_outbox_body_mac_is_a_hash" CHECK (octet_length("webhook_outbox"."body_mac") = 32)
);
--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "previous_access_token" "bytea";--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "previous_access_token_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "forward_url" text;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_outbox_body" ON "webhook_outbox" USING btree ("sender","body_mac");--> statement-breakpoint
CREATE INDEX "webhook_outbox_due" ON "webhook_outbox" USING btree ("sender","due_at");--> statement-breakpoint
CREATE INDEX "webhook_outbox_business" ON "webhook_outbox" USING btree ("business");--> statement-breakpoint
CREATE INDEX "webhook_outbox_received" ON "webhook_outbox" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "senders_previous_access_token" ON "senders" USING btree ("previous_access_token");--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_previous_access_token_is_a_hash" CHECK (octet_length("senders"."previous_access_token") = 32);--> statement-breakpoint

-- By hand from here. A webhook that waits is tried, and deleted when it is delivered, given up or nobody's any more; what
-- is in it never changes. Whoever erases a person deletes what names the person.

REVOKE ALL ON webhook_outbox FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE (due_at, leased_until, attempts) ON webhook_outbox TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON webhook_outbox TO optmark_eraser;
--> statement-breakpoint
GRANT UPDATE (previous_access_token, previous_access_token_until, forward_url) ON senders TO optmark_app;
--> statement-breakpoint
-- Ciphertext does not compress.
ALTER TABLE webhook_outbox ALTER COLUMN sealed SET STORAGE EXTERNAL;
