// Records that somebody who reads a language has reviewed the words of a notice in it, and who that was.

import { spend } from '../../auth/spend.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import { LedgerError } from '../../core/error.ts';
import type { Appends } from '../append/sequencer.ts';
import type { Keys } from '../keys.ts';
import { type Answer, type Answering, answerOf } from '../record/receipt.ts';
import type { Records } from '../record/store.ts';
import { type Businesses, businessKey, businessOf } from '../setup/business.ts';
import { type Notices, notPublished } from './find-notice.ts';
import { namedNotice } from './named-notice.ts';
import type { StoredNotice } from './store.ts';

type Reviewing = Notices & Businesses & Appends & Answering & Keys<'macs'>;

/** `version`: the newest if absent. `reviewer`: by name; whoever asks for it may be somebody else. */
export type ReviewAsked = { id: string; version?: number | undefined; locale: string; reviewer: string };

/** @throws LedgerError notice_unknown, invalid (no such locale), conflict (these words are reviewed) */
export async function review(
  ledger: Reviewing,
  business: string,
  { id, version, locale, reviewer }: ReviewAsked,
  actor: string,
): Promise<Answer> {
  const owner = await businessOf(ledger, business);
  ledger.notices.forget(business, id);
  const newest = async () => (await ledger.notices.versions(business, id))[0];
  const found = await (version === undefined ? newest() : namedNotice(ledger, business, { id, version }));
  if (found === undefined) throw notPublished();
  if (!Object.hasOwn(found.notice.locales, locale)) throw notThere(locale);
  const { reviews, sha256, notice } = found;
  if (Object.hasOwn(reviews, locale)) throw isReviewed();
  const words = [business, id, `${notice.version}`, locale];
  const outcome = await ledger.sequencer.submit({
    business,
    owner: { kind: 'business', key: businessKey(ledger, owner) },
    record: {
      v: 2,
      kind: 'notice_reviewed',
      business,
      source: { system: 'server', actor },
      notice: { id, version: notice.version, sha256 },
      ...{ locale, reviewer },
    },
    effect: { kind: 'review', id, version: notice.version, locale },
    // Of two at once the second finds the words reviewed.
    sole: [{ spend: spend(ledger.keys.macs, 'review', words, reviewer), refusal: isReviewed() }],
  });
  ledger.notices.forget(business, id);
  return answerOf(ledger, outcome);
}

export type Reviewed = { by: string; at: string; record: string };

/** Who has reviewed what, per locale: the names are in the records alone. */
export async function reviewersOf(
  ledger: Records<'byId'>,
  { reviews }: StoredNotice,
): Promise<Record<string, Reviewed>> {
  const told: Record<string, Reviewed> = {};
  for (const [locale, id] of Object.entries(reviews)) {
    const stored = await ledger.records.byId(id);
    const record = stored && openRecord(ledger, stored).record;
    if (record?.kind === 'notice_reviewed')
      told[locale] = { by: record.reviewer, at: record.recorded_at, record: id };
  }
  return told;
}

const isReviewed = () =>
  new LedgerError('conflict', 'The words of this notice in this language are reviewed already.');

function notThere(locale: string): LedgerError {
  const detail = `The notice has no words in ${locale}.`;
  return new LedgerError('invalid', detail, { faults: [{ pointer: '/locale', rule: 'locale', detail }] });
}
