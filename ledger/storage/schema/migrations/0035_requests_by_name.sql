ALTER TABLE "erasure_requests" ALTER COLUMN "subject" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "erasure_requests" ADD COLUMN "tag" "bytea";--> statement-breakpoint
ALTER TABLE "erasure_requests" ADD COLUMN "sealed" "bytea";--> statement-breakpoint
ALTER TABLE "tallies" ADD COLUMN "test" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tallies" ALTER COLUMN "test" DROP DEFAULT;--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_requests_tag" ON "erasure_requests" USING btree ("business","tag");--> statement-breakpoint
ALTER TABLE "tallies" DROP CONSTRAINT "tallies_pk";
--> statement-breakpoint
UPDATE "tallies" SET "test" = true, "what" = left("what", -5) WHERE "what" LIKE '%\_test';
--> statement-breakpoint
ALTER TABLE "tallies" ADD CONSTRAINT "tallies_pk" PRIMARY KEY("business","day","what","test","channel","rule","notice","version","locale");
--> statement-breakpoint

-- By hand from here. Of someone.

ALTER TABLE erasure_requests ADD CONSTRAINT erasure_requests_is_of_someone
  CHECK (subject IS NOT NULL OR tag IS NOT NULL);
--> statement-breakpoint

-- A row that was changed by hand is written over, whatever was changed of it.

GRANT UPDATE (subject, tag, sealed) ON erasure_requests TO optmark_app;
