CREATE TABLE "service_windows" (
	"tag" "bytea" NOT NULL,
	"business" text NOT NULL,
	"sender" text NOT NULL,
	"last_inbound_at" timestamp with time zone NOT NULL,
	CONSTRAINT "service_windows_tag_sender_business_pk" PRIMARY KEY("tag","sender","business"),
	CONSTRAINT "service_windows_tag_is_a_hash" CHECK (octet_length("service_windows"."tag") = 32)
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"business" text NOT NULL,
	"waba_id" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"state" text NOT NULL,
	"tree_size" bigint NOT NULL,
	CONSTRAINT "templates_business_name_language_waba_id_pk" PRIMARY KEY("business","name","language","waba_id")
);
--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "waba_id" text;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_business_businesses_id_fk" FOREIGN KEY ("business") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "service_windows_last_inbound" ON "service_windows" USING btree ("last_inbound_at");--> statement-breakpoint

-- By hand from here. What a template needs changes only with a record in the log that says so, and no template is ever
-- forgotten. A window is moved on by each message, swept by the app, and a person's is deleted by whoever erases that person.

REVOKE ALL ON templates, service_windows FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, tree_size) ON templates TO optmark_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE (last_inbound_at) ON service_windows TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON service_windows TO optmark_eraser;
