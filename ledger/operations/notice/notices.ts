// Publishes, lists and retires notices. A published version never changes; publishing again makes the next
// version. The log has a record of each publication and each retirement.

import { LedgerError } from '../../core/error.ts';
import { type NoticeDraft, type PublishedNotice, publishNotice } from '../../core/notice/notice.ts';
import type { Draft } from '../append/draft.ts';
import type { Appends } from '../append/sequencer.ts';
import type { Keys } from '../keys.ts';
import { type Answer, type Answering, answerOf } from '../record/receipt.ts';
import { type Businesses, businessKey, businessOf } from '../setup/business.ts';
import type { Business } from '../setup/store.ts';
import type { Notices } from './find-notice.ts';

type Publishing = Notices & Businesses & Appends & Answering;

export type Published = { id: string; version: number; sha256: string; answer: Answer };

/** Another caller may publish the same notice at the same moment. This one then takes the next number. */
const attemptsMax = 5;

export async function publish(
  ledger: Publishing,
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

function publishDraft(
  ledger: Keys<'master'>,
  owner: Business,
  published: PublishedNotice,
  actor: string,
): Draft {
  const { id, version } = published.notice;
  return {
    business: owner.id,
    owner: { kind: 'business', key: businessKey(ledger, owner) },
    record: {
      v: 2,
      kind: 'notice_published',
      business: owner.id,
      source: { system: 'server', actor },
      notice: { id, version, sha256: published.sha256 },
      document: published.bytes.toString('utf8'),
    },
    effect: { kind: 'publish', notice: published },
  };
}

export async function retire(
  ledger: Publishing,
  business: string,
  id: string,
  actor: string,
): Promise<Answer> {
  const owner = await businessOf(ledger, business);
  ledger.notices.forget(business, id);
  const [current] = await ledger.notices.versions(business, id);
  if (current === undefined)
    throw new LedgerError('notice_unknown', 'No such notice was published by this business.');
  if (current.retiredAt !== undefined) throw new LedgerError('conflict', 'This notice is already retired.');
  const { version } = current.notice;
  const outcome = await ledger.sequencer.submit({
    business,
    owner: { kind: 'business', key: businessKey(ledger, owner) },
    record: {
      v: 2,
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
