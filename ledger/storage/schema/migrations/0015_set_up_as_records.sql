ALTER TABLE "api_keys" ALTER COLUMN "created_at" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "previous_app_secret" bytea;
--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "previous_app_secret_until" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "previous_verify_token" bytea;
--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "previous_verify_token_until" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_previous_app_secret_is_wrapped" CHECK (octet_length("senders"."previous_app_secret") = 60);
--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_previous_verify_token_is_a_hash" CHECK (octet_length("senders"."previous_verify_token") = 32);
--> statement-breakpoint

-- By hand from here. A row of set-up is written whole, by the commit of the record that says what it is. What a
-- thing was begun with stays: whose it is, the key of a business, what a secret key may do. A business stays as
-- well, since its key opens its records, and so does a secret key, revoked.

GRANT UPDATE (name, calling_code) ON businesses TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (origins) ON sites TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (waba_id, number, app_secret, previous_app_secret, previous_app_secret_until, verify_token,
  previous_verify_token, previous_verify_token_until) ON senders TO optmark_app;
--> statement-breakpoint
GRANT DELETE ON sites, senders TO optmark_app;
