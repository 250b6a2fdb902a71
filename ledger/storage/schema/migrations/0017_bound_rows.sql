-- By hand: windows and challenges of a version that did not bind them are over within the day.
DELETE FROM service_windows;
--> statement-breakpoint
DELETE FROM ownership_challenges;
--> statement-breakpoint
ALTER TABLE "ownership_challenges" ALTER COLUMN "mac" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "message_statuses" ADD COLUMN "mac" "bytea";--> statement-breakpoint
ALTER TABLE "sends" ADD COLUMN "mac" "bytea";--> statement-breakpoint
ALTER TABLE "service_windows" ADD COLUMN "mac" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "spent_keys" ADD COLUMN "mac" "bytea";--> statement-breakpoint

-- By hand from here: what may change of a row, its MAC changes with.

GRANT UPDATE (mac) ON service_windows, ownership_challenges, sends TO optmark_app;
