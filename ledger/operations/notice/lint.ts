// Lints a notice: a version that was published, or a draft as it would be published now. Nothing is recorded.

import { type Linted, lintNotice } from '../../core/notice/lint.ts';
import { type NoticeDraft, publishNotice } from '../../core/notice/notice.ts';
import { reviewsFor } from '../../core/notice/review.ts';
import { type Businesses, businessOf } from '../setup/business.ts';
import { type Notices, notPublished } from './find-notice.ts';
import { namedNotice } from './named-notice.ts';

/** @param version the newest if absent; one that was retired or superseded is linted as well */
export async function lintVersion(
  ledger: Notices,
  business: string,
  id: string,
  version: number | undefined,
): Promise<Linted> {
  const newest = async () => (await ledger.notices.versions(business, id))[0];
  const found = await (version === undefined ? newest() : namedNotice(ledger, business, { id, version }));
  if (found === undefined) throw notPublished();
  return lintNotice(found, found.reviews);
}

export async function lintDraft(
  ledger: Notices & Businesses,
  business: string,
  draft: NoticeDraft,
): Promise<Linted & { version: number }> {
  const { id, name } = await businessOf(ledger, business);
  const versions = await ledger.notices.versions(business, draft.id);
  const version = (versions[0]?.notice.version ?? 0) + 1;
  const publishedAt = ledger.world.now().toISOString();
  const published = publishNotice(draft, { version, business: { id, name }, publishedAt });
  return { version, ...lintNotice(published, reviewsFor(published.notice, versions)) };
}
