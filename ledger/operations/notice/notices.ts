// Publish, list and retire notices. A published version never changes; publishing again makes the next version. Both
// moments are records of their own in the log.

import { LedgerError } from '../../core/error.ts';
import { type NoticeDraft, type PublishedNotice, publishNotice } from '../../core/notice/notice.ts';
import { unwrapKey } from '../../core/subject/sealed.ts';
import type { Draft } from '../append/draft.ts';
import type { Ledger } from '../ledger.ts';
import type { Business } from '../ports.ts';
import { type Answer, answerOf } from '../record/receipt.ts';

export type Published = { id: string; version: number; sha256: string; answer: Answer };

/** Somebody else may publish the same notice at the same moment; then the next number is taken. */
const attemptsMax = 5;

export async function publish(
  ledger: Ledger,
  business: string,
  draft: NoticeDraft,
  actor: string,
): Promise<Published> {
  const owner = await businessOf(ledger, business);
  for (let attempt = 1; ; attempt += 1) {
    ledger.notices.forget(business, draft.id);
    const versions = await ledger.notices.versions(business, draft.id);
    const published = publishNotice(draft, {
      version: (versions[0]?.notice.version ?? 0) + 1,
      business: { id: owner.id, name: owner.name },
      publishedAt: ledger.world.now().toISOString(),
    });
    const outcome = await ledger.sequencer.submit(publishDraft(ledger, owner, published, actor));
    if (outcome.kind === 'refused' && outcome.error.code === 'conflict' && attempt < attemptsMax) continue;
    const { id, version } = published.notice;
    ledger.notices.forget(business, id);
    return { id, version, sha256: published.sha256, answer: await answerOf(ledger, outcome) };
  }
}

function publishDraft(ledger: Ledger, owner: Business, published: PublishedNotice, actor: string): Draft {
  const { id, version } = published.notice;
  return {
    business: owner.id,
    owner: { kind: 'business', key: businessKey(ledger, owner) },
    record: {
      v: 1,
      kind: 'notice_published',
      business: owner.id,
      source: { system: 'server', actor },
      notice: { id, version, sha256: published.sha256 },
      document: published.bytes.toString('utf8'),
    },
    effect: { kind: 'publish', notice: published },
  };
}

export async function retire(ledger: Ledger, business: string, id: string, actor: string): Promise<Answer> {
  const owner = await businessOf(ledger, business);
  ledger.notices.forget(business, id);
  const [current] = await ledger.notices.versions(business, id);
  if (current === undefined)
    throw new LedgerError('notice_unknown', 'No such notice was published by this business.');
  if (current.retiredAt !== undefined) throw new LedgerError('conflict', 'This notice is retired already.');
  const { version } = current.notice;
  const outcome = await ledger.sequencer.submit({
    business,
    owner: { kind: 'business', key: businessKey(ledger, owner) },
    record: {
      v: 1,
      kind: 'notice_retired',
      business,
      source: { system: 'server', actor },
      notice: { id, version, sha256: current.sha256 },
    },
    effect: { kind: 'retire', id, version },
  });
  ledger.notices.forget(business, id);
  return answerOf(ledger, outcome);
}

export async function businessOf(ledger: Ledger, id: string): Promise<Business> {
  const business = await ledger.setup.business(id);
  if (business === undefined) throw new LedgerError('not_found', 'No such business.');
  return business;
}

/** The key under which records without a subject are sealed. */
export function businessKey(ledger: Ledger, business: Business): Buffer {
  const key = unwrapKey(ledger.keys.master, business.id, business.wrappedKey);
  if (key === undefined)
    throw new LedgerError('internal', 'The key of the business cannot be unwrapped with the master key.');
  return key;
}
