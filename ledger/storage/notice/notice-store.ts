// Published notices as their exact bytes. This file never writes into a version that it is superseded or
// retired: that follows from the versions after it and from notice_retirements. What somebody has reviewed is
// in notice_reviews.

import { and, asc, desc, eq, type SQL } from 'drizzle-orm';
import { LedgerError } from '../../core/error.ts';
import { parseNotice } from '../../core/notice/notice.ts';
import { reviewsFor } from '../../core/notice/review.ts';
import type { NoticeStore, StoredNotice } from '../../operations/notice/store.ts';
import type { Database } from '../database/connection.ts';
import { noticeRetirements, noticeReviews, notices } from '../schema/tables.ts';

export function createNoticeStore({ orm }: Pick<Database, 'orm'>): NoticeStore {
  const select = () =>
    orm
      .select({
        business: notices.business,
        id: notices.id,
        sha256: notices.sha256,
        bytes: notices.bytes,
        record: notices.record,
        retiredAt: noticeRetirements.at,
      })
      .from(notices)
      .leftJoin(
        noticeRetirements,
        and(
          eq(noticeRetirements.business, notices.business),
          eq(noticeRetirements.id, notices.id),
          eq(noticeRetirements.version, notices.version),
        ),
      );

  const reviewed = (where: SQL | undefined) => orm.select().from(noticeReviews).where(where);

  return {
    async versions(business, id) {
      const rows = await select()
        .where(and(eq(notices.business, business), eq(notices.id, id)))
        .orderBy(desc(notices.version));
      return storedNotices(
        rows,
        await reviewed(and(eq(noticeReviews.business, business), eq(noticeReviews.id, id))),
      );
    },

    async ofBusiness(business) {
      const rows = await select()
        .where(eq(notices.business, business))
        .orderBy(asc(notices.id), desc(notices.version));
      return storedNotices(rows, await reviewed(eq(noticeReviews.business, business)));
    },
  };
}

type Review = { id: string; version: number; locale: string; record: string };
type Row = { id: string; sha256: string; bytes: Buffer; record: string; retiredAt: string | null };

/** Takes each id's newest version first, so that the successor of a version is the row before it. */
function storedNotices(rows: readonly Row[], reviews: readonly Review[]): StoredNotice[] {
  const stored: StoredNotice[] = [];
  for (const row of rows) {
    const published = parseNotice(row.bytes);
    if (published.sha256 !== row.sha256) {
      throw new LedgerError('internal', 'A stored notice does not match its digest; run verify.');
    }
    const successor = stored.at(-1)?.notice;
    stored.push({
      ...published,
      record: row.record,
      ...(successor?.id === row.id && { supersededAt: successor.published_at }),
      ...(row.retiredAt !== null && { retiredAt: row.retiredAt }),
      reviews: Object.fromEntries(
        reviews
          .filter(({ id, version }) => id === row.id && version === published.notice.version)
          .map(({ locale, record }) => [locale, record]),
      ),
    });
  }
  return reviews.length === 0
    ? stored
    : stored.map((one) => {
        const same = stored.filter(({ notice }) => notice.id === one.notice.id);
        return { ...one, reviews: reviewsFor(one.notice, [one, ...same]) };
      });
}
