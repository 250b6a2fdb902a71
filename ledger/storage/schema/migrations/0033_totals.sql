ALTER TABLE "register_days" ADD COLUMN "grade" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "register_days" ADD COLUMN "gone" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "register_days" DROP CONSTRAINT "register_days_pk";
--> statement-breakpoint
ALTER TABLE "register_days" ADD CONSTRAINT "register_days_pk" PRIMARY KEY("business","day","kind","channel","purpose","locale","notice","version","entry_point","entry","grade","test");
--> statement-breakpoint

-- By hand from here. All of a day counts as gone, until its rows are found. What is gone has no grade that anyone
-- could tell: it stays under none.

GRANT UPDATE (gone) ON register_days TO optmark_app;
--> statement-breakpoint
UPDATE register_days SET gone = count;
--> statement-breakpoint
INSERT INTO register_days (business, day, kind, channel, purpose, locale, notice, version, entry_point, entry, grade,
  test, count)
SELECT r.business, (r.recorded_at AT TIME ZONE 'UTC')::date, coalesce(r.kind, ''), coalesce(r.channel, ''), p.purpose,
  coalesce(r.locale, ''), coalesce(r.notice, ''), coalesce(r.version, 0), coalesce(r.entry_point, ''),
  coalesce(r.entry, ''), coalesce(r.grade, ''), r.test, count(*)
FROM register r CROSS JOIN LATERAL (SELECT '' AS purpose UNION SELECT unnest(r.purposes)) p
WHERE r.recorded_at IS NOT NULL AND r.idx < (SELECT through FROM register_head)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
ON CONFLICT ON CONSTRAINT register_days_pk DO UPDATE SET gone = register_days.gone - excluded.count;
--> statement-breakpoint
UPDATE register_days d SET count = d.count - n.count, gone = d.gone - n.count
FROM (
  SELECT business, day, kind, channel, purpose, locale, notice, version, entry_point, entry, test, sum(count) AS count
  FROM register_days WHERE grade <> '' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) n
WHERE d.grade = ''
  AND (d.business, d.day, d.kind, d.channel, d.purpose, d.locale, d.notice, d.version, d.entry_point, d.entry, d.test) =
    (n.business, n.day, n.kind, n.channel, n.purpose, n.locale, n.notice, n.version, n.entry_point, n.entry, n.test);
--> statement-breakpoint
DELETE FROM register_days WHERE count = 0;
