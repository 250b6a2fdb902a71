CREATE TABLE "notice_reviews" (
	"business" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"locale" text NOT NULL,
	"record" uuid NOT NULL,
	"at" text NOT NULL,
	CONSTRAINT "notice_reviews_business_id_version_locale_pk" PRIMARY KEY("business","id","version","locale")
);

--> statement-breakpoint

-- By hand from here. A review is evidence: insert only, for everybody.

REVOKE ALL ON notice_reviews FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON notice_reviews TO optmark_app;
--> statement-breakpoint
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON notice_reviews FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE notice_reviews ENABLE ALWAYS TRIGGER refuse_change;
--> statement-breakpoint
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON notice_reviews FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE notice_reviews ENABLE ALWAYS TRIGGER refuse_truncate;
