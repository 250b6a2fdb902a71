CREATE TABLE "sms_providers" (
	"name" text PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"dialect" text NOT NULL,
	"settings" "bytea",
	"previous_settings" "bytea",
	"previous_settings_until" timestamp with time zone,
	"secret" "bytea",
	"previous_secret" "bytea",
	"previous_secret_until" timestamp with time zone,
	CONSTRAINT "sms_providers_secret_is_a_hash" CHECK (octet_length("sms_providers"."secret") = 32),
	CONSTRAINT "sms_providers_previous_secret_is_a_hash" CHECK (octet_length("sms_providers"."previous_secret") = 32)
);
--> statement-breakpoint
CREATE TABLE "sms_threads" (
	"thread" "bytea" PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"step" integer NOT NULL,
	"tags" "bytea"[] NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sms_threads_thread_is_a_hash" CHECK (octet_length("sms_threads"."thread") = 32)
);
--> statement-breakpoint
CREATE INDEX "sms_providers_business" ON "sms_providers" USING btree ("business");--> statement-breakpoint
CREATE INDEX "sms_threads_ends" ON "sms_threads" USING btree ("ends_at");
--> statement-breakpoint

-- By hand from here. Set-up, written by the commit of the record that says what it is.

REVOKE ALL ON sms_providers, sms_threads FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON sms_providers, sms_threads TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (settings, previous_settings, previous_settings_until, secret, previous_secret, previous_secret_until)
  ON sms_providers TO optmark_app;
--> statement-breakpoint

-- Threads go two days after their last message, and with the person whose number is in them.

GRANT UPDATE (sealed, step, tags, ends_at) ON sms_threads TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON sms_threads TO optmark_eraser;
