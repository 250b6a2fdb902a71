CREATE TABLE "register" (
	"idx" bigint PRIMARY KEY NOT NULL,
	"record" uuid NOT NULL,
	"business" text NOT NULL,
	"subject" uuid,
	"kind" text,
	"channel" text,
	"system" text,
	"entry_point" text,
	"entry" text,
	"purposes" text[],
	"notice" text,
	"version" integer,
	"locale" text,
	"grade" text,
	"packs" text[],
	"jurisdiction" text,
	"submitter" text,
	"submitter_id" text,
	"occurred_at" timestamp with time zone,
	"recorded_at" timestamp with time zone,
	"valid_until" timestamp with time zone,
	"test" boolean NOT NULL,
	"unread" text
);
--> statement-breakpoint
CREATE TABLE "register_days" (
	"business" text NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"purpose" text NOT NULL,
	"locale" text NOT NULL,
	"notice" text NOT NULL,
	"version" integer NOT NULL,
	"entry_point" text NOT NULL,
	"entry" text NOT NULL,
	"test" boolean NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "register_days_pk" PRIMARY KEY("business","day","kind","channel","purpose","locale","notice","version","entry_point","entry","test")
);
--> statement-breakpoint
CREATE TABLE "register_head" (
	"id" smallint PRIMARY KEY NOT NULL,
	"through" bigint NOT NULL,
	CONSTRAINT "register_head_is_one_row" CHECK ("register_head"."id" = 1),
	CONSTRAINT "register_head_through_is_a_position" CHECK ("register_head"."through" >= 0)
);
--> statement-breakpoint
CREATE TABLE "register_ranges" (
	"first" bigint PRIMARY KEY NOT NULL,
	"past" bigint NOT NULL,
	CONSTRAINT "register_ranges_are_some" CHECK ("register_ranges"."past" > "register_ranges"."first" and "register_ranges"."first" >= 0)
);
--> statement-breakpoint
CREATE INDEX "register_business" ON "register" USING btree ("business","test","idx");--> statement-breakpoint
CREATE INDEX "register_kind" ON "register" USING btree ("business","kind","test","idx");--> statement-breakpoint
CREATE INDEX "register_channel" ON "register" USING btree ("business","channel","test","idx");--> statement-breakpoint
CREATE INDEX "register_notice" ON "register" USING btree ("business","notice","test","idx");--> statement-breakpoint
CREATE INDEX "register_locale" ON "register" USING btree ("business","locale","test","idx");--> statement-breakpoint
CREATE INDEX "register_entry_point" ON "register" USING btree ("business","entry_point","test","idx");--> statement-breakpoint
CREATE INDEX "register_submitter" ON "register" USING btree ("business","submitter_id","idx");--> statement-breakpoint
CREATE INDEX "register_subject" ON "register" USING btree ("subject","idx");--> statement-breakpoint
CREATE INDEX "register_recorded" ON "register" USING btree ("recorded_at","idx");--> statement-breakpoint
CREATE INDEX "register_occurred" ON "register" USING btree ("business","occurred_at","idx");--> statement-breakpoint
CREATE INDEX "register_unread" ON "register" USING btree ("business","idx") WHERE "register"."unread" is not null;
--> statement-breakpoint

-- By hand from here. A row goes with its sealed row, whoever deletes that; and none is taken without it.

ALTER TABLE register ADD CONSTRAINT register_is_of_a_sealed_record
  FOREIGN KEY (idx) REFERENCES sealed_records (idx) ON DELETE CASCADE;
--> statement-breakpoint
REVOKE ALL ON register, register_head, register_ranges, register_days FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON register TO optmark_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON register_days TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (count) ON register_days TO optmark_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON register_head TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (through) ON register_head TO optmark_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON register_ranges TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (past) ON register_ranges TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON register TO optmark_eraser;
--> statement-breakpoint

-- One row, updated ten times a second: room for its versions on one page.

ALTER TABLE register_head SET (fillfactor = 10, autovacuum_vacuum_threshold = 1000);
--> statement-breakpoint

-- Totals are counted in the indexes alone, where the pages are known to be visible to all: a million new rows
-- are no reason to wait.

ALTER TABLE register SET (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
