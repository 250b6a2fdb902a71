ALTER TABLE "sites" RENAME COLUMN "session_required" TO "customer_token_required";
--> statement-breakpoint
ALTER TABLE "sites" RENAME COLUMN "session_secret" TO "customer_secret";
--> statement-breakpoint
ALTER TABLE "sites" RENAME COLUMN "previous_session_secret" TO "previous_customer_secret";
--> statement-breakpoint
ALTER TABLE "sites" RENAME COLUMN "previous_session_until" TO "previous_customer_secret_until";
--> statement-breakpoint
ALTER TABLE "sites" RENAME CONSTRAINT "sites_session_secret_is_wrapped" TO "sites_customer_secret_is_wrapped";
--> statement-breakpoint
ALTER TABLE "sites" RENAME CONSTRAINT "sites_previous_session_secret_is_wrapped" TO "sites_previous_customer_secret_is_wrapped";
