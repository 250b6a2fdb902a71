CREATE TABLE "api_keys" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"business" text NOT NULL,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "businesses" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"calling_code" text,
	"wrapped_key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent_states" (
	"subject" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identifier_tags" (
	"prefix" bigint NOT NULL,
	"tag" "bytea" NOT NULL,
	"pepper" smallint NOT NULL,
	"business" text NOT NULL,
	"kind" text NOT NULL,
	"subject" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_checkpoints" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "log_checkpoints_root_is_a_hash" CHECK (octet_length("log_checkpoints"."root") = 32)
);
--> statement-breakpoint
CREATE TABLE "log_entries" (
	"idx" bigint PRIMARY KEY NOT NULL,
	"entry" "bytea" NOT NULL,
	CONSTRAINT "log_entries_idx_is_a_position" CHECK ("log_entries"."idx" >= 0),
	CONSTRAINT "log_entries_entry_is_33_bytes" CHECK (octet_length("log_entries"."entry") = 33)
);
--> statement-breakpoint
CREATE TABLE "log_head" (
	"id" smallint PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"last_recorded_at" text NOT NULL,
	CONSTRAINT "log_head_is_one_row" CHECK ("log_head"."id" = 1),
	CONSTRAINT "log_head_root_is_a_hash" CHECK (octet_length("log_head"."root") = 32)
);
--> statement-breakpoint
CREATE TABLE "log_tiles" (
	"level" smallint NOT NULL,
	"n" bigint NOT NULL,
	"hashes" "bytea" NOT NULL,
	"root" "bytea" NOT NULL,
	CONSTRAINT "log_tiles_level_n_pk" PRIMARY KEY("level","n"),
	CONSTRAINT "log_tiles_are_full" CHECK (octet_length("log_tiles"."hashes") = 8192),
	CONSTRAINT "log_tiles_root_is_a_hash" CHECK (octet_length("log_tiles"."root") = 32)
);
--> statement-breakpoint
CREATE TABLE "notice_retirements" (
	"business" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"record" uuid NOT NULL,
	"at" text NOT NULL,
	CONSTRAINT "notice_retirements_business_id_version_pk" PRIMARY KEY("business","id","version")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"business" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"sha256" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"record" uuid NOT NULL,
	CONSTRAINT "notices_business_id_version_pk" PRIMARY KEY("business","id","version")
);
--> statement-breakpoint
CREATE TABLE "sealed_records" (
	"idx" bigint PRIMARY KEY NOT NULL,
	"record" uuid NOT NULL,
	"business" text NOT NULL,
	"subject" uuid,
	"tree_size" bigint NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "sealed_records_record_unique" UNIQUE("record")
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"key" text PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"origins" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spent_keys" (
	"key" "bytea" NOT NULL,
	"business" text NOT NULL,
	"request" "bytea" NOT NULL,
	"record" uuid NOT NULL,
	CONSTRAINT "spent_keys_key_business_pk" PRIMARY KEY("key","business")
);
--> statement-breakpoint
CREATE TABLE "subject_links" (
	"a" uuid NOT NULL,
	"b" uuid NOT NULL,
	"record" uuid NOT NULL,
	CONSTRAINT "subject_links_a_b_record_pk" PRIMARY KEY("a","b","record")
);
--> statement-breakpoint
CREATE TABLE "subjects" (
	"subject" uuid PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"wrapped_key" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_business_businesses_id_fk" FOREIGN KEY ("business") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_business_businesses_id_fk" FOREIGN KEY ("business") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_business" ON "api_keys" USING btree ("business");--> statement-breakpoint
CREATE INDEX "identifier_tags_prefix" ON "identifier_tags" USING btree ("prefix");--> statement-breakpoint
CREATE INDEX "identifier_tags_subject" ON "identifier_tags" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "sealed_records_subject_idx" ON "sealed_records" USING btree ("subject","idx");--> statement-breakpoint
CREATE INDEX "sites_business" ON "sites" USING btree ("business");--> statement-breakpoint
CREATE INDEX "subject_links_b" ON "subject_links" USING btree ("b");