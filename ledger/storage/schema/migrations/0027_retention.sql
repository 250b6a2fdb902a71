ALTER TABLE "businesses" ADD COLUMN "retention" text[];
--> statement-breakpoint

-- By hand from here: a column of set-up that may change (0015_set_up_as_records.sql).

GRANT UPDATE (retention) ON businesses TO optmark_app;
