// Finds the notice that a request means. A newer version does not break a page that a visitor loaded a moment
// ago: the previous version stays admissible for a day.

import { LedgerError } from '../../core/error.ts';
import type { World } from '../world.ts';
import type { CachedNotices } from './cached.ts';
import type { StoredNotice } from './store.ts';

export type Notices = { notices: CachedNotices; world: World };

/** How long the ledger still admits a superseded version, milliseconds. */
export const supersededGraceMs = 24 * 60 * 60 * 1000;

/** @param at when the words were shown, Unix milliseconds. Absent: now */
export async function findNotice(
  ledger: Notices,
  business: string,
  id: string,
  version?: number,
  graceMs = supersededGraceMs,
  at = ledger.world.now().getTime(),
): Promise<StoredNotice> {
  const versions = await versionsOf(ledger, business, id, version);
  const found =
    version === undefined ? versions[0] : versions.find(({ notice }) => notice.version === version);
  if (found === undefined) {
    const { message: detail, code } = notPublished();
    throw new LedgerError(code, detail, { faults: [{ pointer: '/notice', rule: 'published', detail }] });
  }
  // A retirement ends the notice, not only its newest version.
  const retired = versions.some(
    ({ notice, retiredAt }) => retiredAt !== undefined && notice.version >= found.notice.version,
  );
  if (retired) throw superseded('This notice was retired.');
  if (found.supersededAt !== undefined && Date.parse(found.supersededAt) + graceMs < at) {
    throw superseded('This version was superseded more than a day ago; load the current one.');
  }
  return found;
}

export const notPublished = (): LedgerError =>
  new LedgerError(
    'notice_unknown',
    'No such notice was published by this business: optmark notice list names those that were.',
  );

async function versionsOf(ledger: Notices, business: string, id: string, version: number | undefined) {
  const known = await ledger.notices.versions(business, id);
  if (version === undefined || known.some(({ notice }) => notice.version >= version)) return known;
  // Another node may have published it a moment ago: look past this node's cache.
  ledger.notices.forget(business, id);
  return ledger.notices.versions(business, id);
}

function superseded(detail: string): LedgerError {
  return new LedgerError('notice_superseded', detail, {
    faults: [{ pointer: '/notice', rule: 'current', detail }],
  });
}
