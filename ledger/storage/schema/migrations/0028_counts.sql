CREATE TABLE "reconfirmations" (
	"business" text NOT NULL,
	"round" text NOT NULL,
	"subject" uuid NOT NULL,
	"purpose" text NOT NULL,
	"scope" text NOT NULL,
	"record" uuid NOT NULL,
	"tree_size" bigint NOT NULL,
	"named_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reconfirmations_pk" PRIMARY KEY("business","round","subject")
);
--> statement-breakpoint
CREATE TABLE "tallies" (
	"business" text NOT NULL,
	"day" date NOT NULL,
	"what" text NOT NULL,
	"channel" text NOT NULL,
	"rule" text NOT NULL,
	"notice" text NOT NULL,
	"version" integer NOT NULL,
	"locale" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "tallies_pk" PRIMARY KEY("business","day","what","channel","rule","notice","version","locale")
);
--> statement-breakpoint
CREATE INDEX "reconfirmations_subject" ON "reconfirmations" USING btree ("subject");
--> statement-breakpoint

-- By hand from here. Numbers without a person: they only grow, and stay when people are erased.

REVOKE ALL ON tallies, reconfirmations FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON tallies TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (count) ON tallies TO optmark_app;
--> statement-breakpoint

-- Whom a round named: gone with the person, and never written of one who is gone.

ALTER TABLE reconfirmations ADD CONSTRAINT reconfirmations_is_of_a_subject
  FOREIGN KEY (subject) REFERENCES subjects (subject) ON DELETE CASCADE;
--> statement-breakpoint
GRANT SELECT, INSERT ON reconfirmations TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON reconfirmations TO optmark_eraser;
