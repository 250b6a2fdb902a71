-- By hand. Records of version 1 are not read any more: a ledger that holds some is left as it is.

DO $$ BEGIN
  IF EXISTS (SELECT FROM log_entries) THEN
    RAISE EXCEPTION 'this ledger holds records of version 1, which this release does not read: go on with the release that wrote them, or begin a new ledger'
      USING ERRCODE = 'feature_not_supported';
  END IF;
END $$;
