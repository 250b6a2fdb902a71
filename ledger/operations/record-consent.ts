// Opt-ins and opt-outs into the log: judge, prepare everything that needs no lock, append, answer with the receipt.

import { sha256Hex } from '../core/canonical.ts';
import { admit } from '../core/consent/admission.ts';
import type { OptIn, OptOut } from '../core/consent/command.ts';
import type { RecordDraft } from '../core/consent/record.ts';
import { LedgerError } from '../core/error.ts';
import { tagsUnderEveryPepper } from '../core/subject/tag.ts';
import type { Owner } from './append/draft.ts';
import { findNotice } from './find-notice.ts';
import type { Ledger } from './ledger.ts';
import type { StoredNotice } from './ports.ts';
import { type Answer, answerOf } from './receipt-of.ts';

/** The idempotency of one request: a key, and a digest of what was asked under it. */
export type Spend = { key: Buffer; request: Buffer };

export function ownerOf(ledger: Ledger, business: string, number: string): Owner {
  const identifier = { kind: 'number', value: number } as const;
  return {
    kind: 'identified',
    identifier: 'number',
    tags: tagsUnderEveryPepper(ledger.keys.peppers, business, identifier),
  };
}

export async function recordOptIn(
  ledger: Ledger,
  command: OptIn,
  { nonceAccepted, spend }: { nonceAccepted: boolean; spend?: Spend },
): Promise<Answer> {
  let record: RecordDraft;
  try {
    record = await judge(ledger, command, nonceAccepted);
  } catch (refusal) {
    // The same request may have been recorded under a notice that was retired since: it keeps its first answer.
    const before = spend && (await ledger.records.bySpent(command.business, spend.key));
    if (!before?.request.equals(spend!.request)) throw refusal;
    return answerOf(ledger, { kind: 'replayed', record: before.record });
  }
  const outcome = await ledger.sequencer.submit({
    business: command.business,
    owner: ownerOf(ledger, command.business, command.number),
    record,
    ...(spend && { spend }),
  });
  return answerOf(ledger, outcome);
}

async function judge(ledger: Ledger, command: OptIn, nonceAccepted: boolean): Promise<RecordDraft> {
  const notice = await findNotice(ledger, command.business, command.notice.id, command.notice.version);
  const admission = admit(command, notice, nonceAccepted);
  if (admission.kind === 'admitted') return optInDraft(ledger, command, notice, admission);
  throw new LedgerError('not_admitted', 'This opt-in does not meet the criteria of its policy.', {
    faults: admission.failures.map(({ criterion, rule, pointer, detail }) => {
      return { pointer, rule: `${criterion}/${rule}`, detail };
    }),
  });
}

function optInDraft(
  ledger: Ledger,
  command: OptIn,
  { notice, sha256 }: StoredNotice,
  { policy, grade, rendered, text }: Extract<ReturnType<typeof admit>, { kind: 'admitted' }>,
): RecordDraft {
  const occurred = occurredAt(ledger, command.occurredAt);
  return {
    v: 1,
    kind: 'opt_in',
    business: command.business,
    source: command.source,
    purposes: notice.purposes,
    scope: notice.scope,
    identifiers: [...command.identifiers],
    channel: command.channel,
    notice: { id: notice.id, version: notice.version, sha256, locale: command.locale },
    text: rendered,
    text_sha256: sha256Hex(text),
    ...(command.submission.jws !== undefined && { jws: command.submission.jws }),
    policy: { name: policy.name, version: policy.version },
    grade,
    evidence: command.evidence,
    occurred_at: occurred,
    ...(notice.jurisdiction !== undefined && { jurisdiction: notice.jurisdiction }),
    ...(notice.valid_days !== undefined && { valid_until: daysAfter(occurred, notice.valid_days) }),
    withdrawal: { url: notice.withdrawal_url },
  };
}

/** An opt-out needs no admission: whoever has authority for the person is heard at once. */
export async function recordOptOut(ledger: Ledger, command: OptOut, spend?: Spend): Promise<Answer> {
  const outcome = await ledger.sequencer.submit({
    business: command.business,
    owner: ownerOf(ledger, command.business, command.number),
    record: optOutDraft(ledger, command),
    ...(spend && { spend }),
  });
  return answerOf(ledger, outcome);
}

export function optOutDraft(ledger: Ledger, command: Omit<OptOut, 'number'>): RecordDraft {
  return {
    v: 1,
    kind: 'opt_out',
    business: command.business,
    source: command.source,
    ...(command.purposes !== undefined && { purposes: [...command.purposes] }),
    identifiers: [...command.identifiers],
    channel: command.channel,
    ...(command.submission.jws !== undefined && { jws: command.submission.jws }),
    occurred_at: occurredAt(ledger, command.occurredAt),
  };
}

/** What the submitter says, in one format; a time in the future is a wrong clock and becomes now. */
function occurredAt(ledger: Ledger, claimed: string | undefined): string {
  const now = ledger.world.now();
  if (claimed === undefined) return now.toISOString();
  return new Date(Math.min(Date.parse(claimed), now.getTime())).toISOString();
}

function daysAfter(moment: string, days: number): string {
  return new Date(Date.parse(moment) + days * 86_400_000).toISOString();
}
