CREATE TABLE "erased_sends" (
	"sender" text NOT NULL,
	"idempotency_key" "bytea" NOT NULL,
	CONSTRAINT "erased_sends_sender_idempotency_key_pk" PRIMARY KEY("sender","idempotency_key"),
	CONSTRAINT "erased_sends_idempotency_key_is_a_hash" CHECK (octet_length("erased_sends"."idempotency_key") = 32)
);
--> statement-breakpoint

-- By hand from here. What a request used up stays used up when what it recorded is erased: else whoever repeats it, a
-- retry that was under way for weeks, would record it anew. The rows hold MACs and random ids, nothing of a person.

REVOKE DELETE ON spent_keys FROM optmark_eraser;
--> statement-breakpoint

-- A send keeps its key beside what is erased: whoever deletes the row leaves the key behind, whatever role that is.
CREATE FUNCTION keep_key_of_erased_send() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.erased_sends (sender, idempotency_key) VALUES (OLD.sender, OLD.idempotency_key)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION keep_key_of_erased_send() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER keep_key_of_erased_send AFTER DELETE ON sends FOR EACH ROW
WHEN (OLD.idempotency_key IS NOT NULL) EXECUTE FUNCTION keep_key_of_erased_send();
--> statement-breakpoint
ALTER TABLE sends ENABLE ALWAYS TRIGGER keep_key_of_erased_send;
--> statement-breakpoint
REVOKE ALL ON erased_sends FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT, INSERT ON erased_sends TO optmark_app;
--> statement-breakpoint
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON erased_sends FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE erased_sends ENABLE ALWAYS TRIGGER refuse_change;
--> statement-breakpoint
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON erased_sends FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE erased_sends ENABLE ALWAYS TRIGGER refuse_truncate;
