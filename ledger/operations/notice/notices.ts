// Publishes, lists and retires notices. A published version never changes; publishing again makes the next
// version. The log has a record of each publication and each retirement.

import { LedgerError } from '../../core/error.ts';
import { type NoticeDraft, type PublishedNotice, publishNotice } from '../../core/notice/notice.ts';
import { smsText } from '../../core/notice/sms.ts';
import { segmentsOf, smsFaults } from '../../core/notice/sms-rules.ts';
import type { Beside, Draft } from '../append/draft.ts';
import type { Appends } from '../append/sequencer.ts';
import type { Keys } from '../keys.ts';
import { type Answer, type Answering, answerOf } from '../record/receipt.ts';
import { type Businesses, businessKey, businessOf } from '../setup/business.ts';
import type { Business } from '../setup/store.ts';
import { type Notices, notPublished } from './find-notice.ts';
import { keywordFaults, sharesKeyword } from './keywords.ts';

type Publishing = Notices & Businesses & Appends & Answering;

/** What a keyword gets back in one locale, and how many text messages that is. */
type SentAs = { text: string; messages: number };

/** `sms`: per locale that has keywords. */
export type Published = {
  id: string;
  version: number;
  sha256: string;
  sms?: Record<string, SentAs>;
  answer: Answer;
};

/** Another caller may publish at the same moment. This one then looks again, and takes the next number. */
const attemptsMax = 5;

/** @throws LedgerError not_admitted, naming every rule that its wording for text messages breaks */
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
    const beside = await fitBeside(ledger, published);
    const outcome = await ledger.sequencer.submit(publishDraft(ledger, owner, published, actor, beside));
    if (outcome.kind === 'refused' && outcome.error.code === 'conflict' && attempt < attemptsMax) continue;
    const { id, version } = published.notice;
    ledger.notices.forget(business, id);
    const { sha256 } = published;
    return { id, version, sha256, ...sentAs(published), answer: await answerOf(ledger, outcome) };
  }
}

/**
 * What would be refused of every yes to a text message is refused here, once.
 * @returns undefined of a notice without keywords: it stands beside every other
 */
async function fitBeside(ledger: Publishing, published: PublishedNotice): Promise<Beside | undefined> {
  const { business, locales } = published.notice;
  if (Object.values(locales).every(({ sms }) => sms === undefined)) return undefined;
  const others = await ledger.notices.ofBusiness(business.id);
  const faults = [...smsFaults(published), ...keywordFaults(published, others)];
  if (faults.length > 0) {
    const detail =
      'A yes to this wording would not meet the criteria of its policy, or its keyword is not free.';
    throw new LedgerError('not_admitted', detail, { faults });
  }
  // Another caller may publish the same keyword between this look and the commit.
  return {
    seen: new Set(others.map(({ record }) => record)),
    bars: (other) => sharesKeyword(other, published),
  };
}

function sentAs({ notice }: PublishedNotice): { sms?: Record<string, SentAs> } {
  const texts = Object.entries(notice.locales).flatMap(([locale, wording]) => {
    const text = smsText(notice, wording);
    return text === undefined ? [] : [[locale, { text, messages: segmentsOf(text) }] as const];
  });
  return texts.length === 0 ? {} : { sms: Object.fromEntries(texts) };
}

function publishDraft(
  ledger: Keys<'master'>,
  owner: Business,
  published: PublishedNotice,
  actor: string,
  beside: Beside | undefined,
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
    effect: { kind: 'publish', notice: published, ...(beside && { beside }) },
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
  if (current === undefined) throw notPublished();
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
