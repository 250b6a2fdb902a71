DROP INDEX "erasure_requests_tag";--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_requests_tag" ON "erasure_requests" USING btree ("business","tag") WHERE subject is null;