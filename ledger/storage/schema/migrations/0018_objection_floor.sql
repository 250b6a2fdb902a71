ALTER TABLE "businesses" ADD COLUMN "objection_floor" uuid;
--> statement-breakpoint

-- By hand from here: a column of set-up that may change (0015_set_up_as_records.sql).

GRANT UPDATE (objection_floor) ON businesses TO optmark_app;
