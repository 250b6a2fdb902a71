CREATE INDEX "spent_keys_record" ON "spent_keys" USING btree ("record");
--> statement-breakpoint
CREATE INDEX "spent_keys_blanked" ON "spent_keys" USING btree ("request") WHERE octet_length(request) = 8;
--> statement-breakpoint

-- By hand from here. What a request of an erased person used up stays used up, but of the request itself only the
-- moment of the erasure is kept: eight bytes. Nothing else may be deleted, whatever role asks.

GRANT UPDATE (request, mac), DELETE ON spent_keys TO optmark_eraser;
--> statement-breakpoint
CREATE FUNCTION refuse_unless_blanked() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF current_user = 'optmark_eraser' AND octet_length(OLD.request) = 8 THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is kept: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER refuse_unless_blanked BEFORE DELETE ON spent_keys FOR EACH ROW EXECUTE FUNCTION refuse_unless_blanked();
--> statement-breakpoint
ALTER TABLE spent_keys ENABLE ALWAYS TRIGGER refuse_unless_blanked;
