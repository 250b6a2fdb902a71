CREATE TABLE "ownership_challenges" (
	"id" text PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"subject" uuid NOT NULL,
	"record" uuid NOT NULL,
	"method" text NOT NULL,
	"code" "bytea" NOT NULL,
	"number" "bytea" NOT NULL,
	"calling_code" text NOT NULL,
	"asker_kind" text NOT NULL,
	"asker" text NOT NULL,
	"live" boolean NOT NULL,
	"confirmed" boolean DEFAULT false NOT NULL,
	"tries" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ownership_challenges_code_is_a_hash" CHECK (octet_length("ownership_challenges"."code") = 32),
	CONSTRAINT "ownership_challenges_number_is_a_hash" CHECK (octet_length("ownership_challenges"."number") = 32)
);
--> statement-breakpoint
CREATE TABLE "senders" (
	"phone_number_id" text PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"number" text NOT NULL,
	"app_secret" "bytea" NOT NULL,
	"verify_token" "bytea" NOT NULL,
	CONSTRAINT "senders_app_secret_is_wrapped" CHECK (octet_length("senders"."app_secret") = 60),
	CONSTRAINT "senders_verify_token_is_a_hash" CHECK (octet_length("senders"."verify_token") = 32)
);
--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_business_businesses_id_fk" FOREIGN KEY ("business") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "ownership_challenges_code" ON "ownership_challenges" USING btree ("code");
--> statement-breakpoint
CREATE INDEX "ownership_challenges_record" ON "ownership_challenges" USING btree ("record");
--> statement-breakpoint
CREATE INDEX "ownership_challenges_number" ON "ownership_challenges" USING btree ("number");
--> statement-breakpoint
CREATE INDEX "ownership_challenges_subject" ON "ownership_challenges" USING btree ("subject");
--> statement-breakpoint
CREATE INDEX "ownership_challenges_created" ON "ownership_challenges" USING btree ("created_at");
--> statement-breakpoint
CREATE INDEX "ownership_challenges_sent" ON "ownership_challenges" USING btree ("created_at") WHERE live and method = 'code';
--> statement-breakpoint
CREATE INDEX "senders_business" ON "senders" USING btree ("business");
--> statement-breakpoint

-- By hand from here. A sender is added and stays. Of a challenge only what became of it may change; those of yesterday
-- are swept by the app, and a person's by whoever erases that person.

REVOKE ALL ON senders, ownership_challenges FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON senders TO optmark_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE (live, confirmed, tries, expires_at) ON ownership_challenges TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON ownership_challenges TO optmark_eraser;
