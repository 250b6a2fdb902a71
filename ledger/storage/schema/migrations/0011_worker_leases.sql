CREATE TABLE "worker_leases" (
	"worker" text PRIMARY KEY NOT NULL,
	"node" text NOT NULL,
	"fence" bigint NOT NULL,
	"held_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint

-- By hand from here. A lease changes hands and never ends for good: its fencing number must go on counting.

REVOKE ALL ON worker_leases FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (node, fence, held_until) ON worker_leases TO optmark_app;
