CREATE TABLE "message_statuses" (
	"sender" text NOT NULL,
	"message" "bytea" NOT NULL,
	"status" text NOT NULL,
	"business" text NOT NULL,
	"permit" uuid,
	"error" integer,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_statuses_sender_message_status_pk" PRIMARY KEY("sender","message","status"),
	CONSTRAINT "message_statuses_message_is_a_hash" CHECK (octet_length("message_statuses"."message") = 32)
);
--> statement-breakpoint
CREATE TABLE "sends" (
	"permit" uuid PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"sender" text NOT NULL,
	"subject" uuid,
	"recipient" "bytea" NOT NULL,
	"question" text NOT NULL,
	"decision" text NOT NULL,
	"reasons" text[] NOT NULL,
	"record" uuid,
	"tree_size" bigint NOT NULL,
	"state" text NOT NULL,
	"message" "bytea",
	"carries_permit" boolean NOT NULL,
	"idempotency_key" "bytea",
	"request" "bytea",
	"sealed_permit" "bytea" NOT NULL,
	"sealed_answer" "bytea",
	"judged_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "sends_recipient_is_a_hash" CHECK (octet_length("sends"."recipient") = 32),
	CONSTRAINT "sends_message_is_a_hash" CHECK (octet_length("sends"."message") = 32),
	CONSTRAINT "sends_idempotency_key_is_a_hash" CHECK (octet_length("sends"."idempotency_key") = 32),
	CONSTRAINT "sends_request_is_a_hash" CHECK (octet_length("sends"."request") = 32)
);
--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "access_token" "bytea";--> statement-breakpoint
CREATE INDEX "message_statuses_business" ON "message_statuses" USING btree ("business","at");--> statement-breakpoint
CREATE UNIQUE INDEX "sends_idempotency_key" ON "sends" USING btree ("sender","idempotency_key") WHERE idempotency_key is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "sends_message" ON "sends" USING btree ("sender","message") WHERE message is not null;--> statement-breakpoint
CREATE INDEX "sends_business" ON "sends" USING btree ("business","judged_at");--> statement-breakpoint
CREATE INDEX "sends_subject" ON "sends" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "sends_recipient" ON "sends" USING btree ("recipient");--> statement-breakpoint
CREATE INDEX "senders_access_token" ON "senders" USING btree ("access_token");--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_access_token_is_a_hash" CHECK (octet_length("senders"."access_token") = 32);--> statement-breakpoint

-- By hand from here. Of a message that was sent only what became of it may change: what was judged, and by which record,
-- stays. Statuses are kept as they come.

REVOKE ALL ON sends, message_statuses FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, message, idempotency_key, request, sealed_answer, answered_at) ON sends TO optmark_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON message_statuses TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (access_token) ON senders TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON sends, message_statuses TO optmark_eraser;
