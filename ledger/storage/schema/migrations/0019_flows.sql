CREATE TABLE "flow_secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"flow" text NOT NULL,
	"secret" "bytea" NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"previous_secret" "bytea",
	"previous_secret_until" timestamp with time zone,
	CONSTRAINT "flow_secrets_secret_is_a_hash" CHECK (octet_length("flow_secrets"."secret") = 32),
	CONSTRAINT "flow_secrets_previous_secret_is_a_hash" CHECK (octet_length("flow_secrets"."previous_secret") = 32)
);
--> statement-breakpoint
CREATE TABLE "flows" (
	"business" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"sha256" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"record" uuid NOT NULL,
	CONSTRAINT "flows_business_id_version_pk" PRIMARY KEY("business","id","version")
);
--> statement-breakpoint
CREATE TABLE "ivr_calls" (
	"call" "bytea" PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"step" integer NOT NULL,
	"tags" "bytea"[] NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ivr_calls_call_is_a_hash" CHECK (octet_length("ivr_calls"."call") = 32)
);
--> statement-breakpoint
CREATE TABLE "providers" (
	"name" text PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"dialect" text NOT NULL,
	"secret" "bytea" NOT NULL,
	"previous_secret" "bytea",
	"previous_secret_until" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "flow_secrets_business" ON "flow_secrets" USING btree ("business");--> statement-breakpoint
CREATE INDEX "ivr_calls_ends" ON "ivr_calls" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "providers_business" ON "providers" USING btree ("business");--> statement-breakpoint

-- By hand from here. Versions of a flow are evidence: insert only, for everybody.

REVOKE ALL ON flows, flow_secrets, providers, ivr_calls FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON flows, flow_secrets, providers, ivr_calls TO optmark_app;
--> statement-breakpoint
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON flows FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE flows ENABLE ALWAYS TRIGGER refuse_change;
--> statement-breakpoint
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON flows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE flows ENABLE ALWAYS TRIGGER refuse_truncate;
--> statement-breakpoint

-- Set-up, written by the commit of the record that says what it is.

GRANT UPDATE (secret, made_at, previous_secret, previous_secret_until) ON flow_secrets TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (secret, previous_secret, previous_secret_until) ON providers TO optmark_app;
--> statement-breakpoint
GRANT DELETE ON flow_secrets, providers TO optmark_app;
--> statement-breakpoint

-- Calls go an hour after their last step, and with the person whose number is in them.

GRANT UPDATE (sealed, step, tags, ends_at) ON ivr_calls TO optmark_app;
--> statement-breakpoint
GRANT DELETE ON ivr_calls TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON ivr_calls TO optmark_eraser;
