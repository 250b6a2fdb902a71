CREATE TABLE "feed_followers" (
	"business" text NOT NULL,
	"key" uuid NOT NULL,
	"follower" text NOT NULL,
	"first_asked_at" timestamp with time zone NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"next" bigint NOT NULL,
	"told" bigint NOT NULL,
	"name" integer NOT NULL,
	CONSTRAINT "feed_followers_pk" PRIMARY KEY("business","key","follower")
);
--> statement-breakpoint
CREATE TABLE "feed_told" (
	"business" text NOT NULL,
	"key" uuid NOT NULL,
	"follower" text NOT NULL,
	"name" integer NOT NULL,
	"past" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "feed_told_pk" PRIMARY KEY("business","key","follower","name","past")
);
--> statement-breakpoint
CREATE INDEX "feed_told_at" ON "feed_told" USING btree ("at");
--> statement-breakpoint

-- By hand from here. No person is in either; what is older than proof is kept is swept as the role that deletes.

REVOKE ALL ON feed_followers, feed_told FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON feed_followers, feed_told TO optmark_app;
--> statement-breakpoint
GRANT UPDATE (asked_at, next, told, name) ON feed_followers TO optmark_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON feed_followers, feed_told TO optmark_eraser;
