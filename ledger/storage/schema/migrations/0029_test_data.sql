ALTER TABLE "api_keys" ADD COLUMN "test" boolean;
--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "test" boolean;
--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "test" boolean;

-- By hand from here. Fixed when the thing is made: no role of the ledger may update it
-- (0015_set_up_as_records.sql), and its record says it, so `verify` finds one that was changed by hand.
