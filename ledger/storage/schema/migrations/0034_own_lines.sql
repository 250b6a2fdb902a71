ALTER TABLE "businesses" ADD COLUMN "own_lines" text[];
--> statement-breakpoint

-- By hand from here. A column of set-up that may change (0015_set_up_as_records.sql).

GRANT UPDATE (own_lines) ON businesses TO optmark_app;
