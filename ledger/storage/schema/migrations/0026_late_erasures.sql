CREATE TABLE "late_erasures" (
	"record" uuid PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"subjects" uuid[] NOT NULL,
	"tags" "bytea"[] NOT NULL,
	"erased_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "late_erasures_erased" ON "late_erasures" USING btree ("erased_at");
--> statement-breakpoint

-- By hand from here. The commit of an erasure writes a row, and the worker that looks once more deletes it.

REVOKE ALL ON late_erasures FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON late_erasures TO optmark_app;
--> statement-breakpoint
GRANT SELECT ON late_erasures TO optmark_eraser;
