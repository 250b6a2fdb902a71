CREATE TABLE "erasure_requests" (
	"request" uuid PRIMARY KEY NOT NULL,
	"business" text NOT NULL,
	"subject" uuid NOT NULL,
	"proof" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"refused_at" timestamp with time zone,
	"reason" text,
	"refused_by" text,
	"mac" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "erasure" text;--> statement-breakpoint
CREATE INDEX "erasure_requests_business" ON "erasure_requests" USING btree ("business","request");--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_requests_subject" ON "erasure_requests" USING btree ("subject");
--> statement-breakpoint

-- By hand from here. A column of set-up that may change (0015_set_up_as_records.sql).

GRANT UPDATE (erasure) ON businesses TO optmark_app;
--> statement-breakpoint

-- Who asked to be erased: gone with the person, and never written of one who is gone.

REVOKE ALL ON erasure_requests FROM PUBLIC;
--> statement-breakpoint
ALTER TABLE erasure_requests ADD CONSTRAINT erasure_requests_is_of_a_subject
  FOREIGN KEY (subject) REFERENCES subjects (subject) ON DELETE CASCADE;
--> statement-breakpoint
GRANT SELECT, INSERT ON erasure_requests TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (request, business, proof, asked_at, refused_at, reason, refused_by, mac) ON erasure_requests TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON erasure_requests TO optmark_eraser;
