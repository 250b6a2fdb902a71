// Opt-ins and opt-outs into the log: judge, prepare everything that needs no lock, append, answer with the receipt.

import { sessionTrace } from '../auth/session-trace.ts';
import type { Spend } from '../auth/spend.ts';
import { sha256Hex } from '../core/canonical.ts';
import { admit } from '../core/consent/admission.ts';
import type { OptIn, OptOut } from '../core/consent/command.ts';
import type { OptOutRecord, RecordDraft, Submitter } from '../core/consent/record.ts';
import { LedgerError } from '../core/error.ts';
import type { CanonicalIdentifier } from '../core/subject/identifier.ts';
import { tagsUnderEveryPepper } from '../core/subject/tag.ts';
import type { Draft, Owner } from './append/draft.ts';
import type { Ledger } from './ledger.ts';
import { findNotice } from './notice/find-notice.ts';
import type { StoredNotice } from './ports.ts';
import { type Answer, answerOf } from './record/receipt.ts';

/** Whoever has this name; created by the commit if there is nobody. */
export function ownerOf(
  ledger: Ledger,
  business: string,
  identifier: CanonicalIdentifier,
): Extract<Owner, { kind: 'identified' }> {
  const tags = tagsUnderEveryPepper(ledger.keys.peppers, business, identifier);
  return { kind: 'identified', identifier: identifier.kind, tags };
}

export async function recordOptIn(
  ledger: Ledger,
  command: OptIn,
  { nonceAccepted, spend }: { nonceAccepted: boolean; spend?: Spend },
): Promise<Answer> {
  let judged: Judged;
  try {
    judged = await judge(ledger, command, nonceAccepted);
  } catch (refusal) {
    // The same request may have been recorded under a notice that was retired since: it keeps its first answer.
    const before = spend && (await ledger.records.bySpent(command.business, spend.key));
    if (!before?.request.equals(spend!.request)) throw refusal;
    return answerOf(ledger, { kind: 'replayed', record: before.record });
  }
  const outcome = await ledger.sequencer.submit({
    business: command.business,
    owner: ownerOf(ledger, command.business, { kind: 'number', value: command.number }),
    ...judged,
    ...(spend && { spend }),
  });
  return answerOf(ledger, outcome);
}

type Judged = Pick<Draft, 'record' | 'validDays'>;

async function judge(ledger: Ledger, command: OptIn, nonceAccepted: boolean): Promise<Judged> {
  const published = await findNotice(ledger, command.business, command.notice.id, command.notice.version);
  const admission = admit(command, published, nonceAccepted);
  if (admission.kind === 'admitted') {
    const { valid_days: validDays } = published.notice;
    const record = optInDraft(ledger, command, published, admission);
    return { record, ...(validDays !== undefined && { validDays }) };
  }
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
  const occurred = occurredAt(ledger.world.now(), command);
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
    submitted_by: submitterOf(command.submission),
    ...(isUndoable(command.submission) && { undoable: true as const }),
    policy: { name: policy.name, version: policy.version },
    grade,
    evidence: command.evidence,
    ...(occurred !== undefined && { occurred_at: occurred }),
    ...(notice.jurisdiction !== undefined && { jurisdiction: notice.jurisdiction }),
    withdrawal: { url: notice.withdrawal_url },
  };
}

/** An opt-out needs no admission: whoever has authority for the person is heard at once. */
export async function recordOptOut(ledger: Ledger, command: OptOut, spend?: Spend): Promise<Answer> {
  const outcome = await ledger.sequencer.submit({
    business: command.business,
    owner: ownerOf(ledger, command.business, command.person),
    record: optOutDraft(ledger, command),
    ...(spend && { spend }),
  });
  return answerOf(ledger, outcome);
}

/** A withdrawal counts from when it is recorded, so a time in the future is dropped: no clock may keep it from being heard. */
export function optOutDraft(ledger: Ledger, command: Omit<OptOut, 'person'>): RecordDraft {
  const now = ledger.world.now();
  const isPast = command.occurredAt !== undefined && Date.parse(command.occurredAt) <= now.getTime();
  const occurred = isPast ? occurredAt(now, command) : undefined;
  return {
    v: 1,
    kind: 'opt_out',
    business: command.business,
    source: command.source,
    ...(command.purposes !== undefined && { purposes: [...command.purposes] }),
    ...(command.undoes !== undefined && { undoes: command.undoes }),
    identifiers: [...command.identifiers],
    channel: command.channel,
    ...submitted(command.submission),
    submitted_by: submitterOf(command.submission),
    ...(occurred !== undefined && { occurred_at: occurred }),
  };
}

/** Two clocks that are both right may still differ by this much, milliseconds. */
const skewMax = 2_000;

/**
 * When it happened, as far as the submitter can be believed; undefined: nobody said, so it is the moment of recording.
 * A time in the future is no time at all: were it read as "now", an old opt-in from a fast clock would come after the
 * withdrawal it came before. A page then gets the issue time of its nonce, anybody else a refusal.
 */
function occurredAt(
  now: Date,
  { occurredAt: claimed, notBefore }: { occurredAt?: string; notBefore?: string },
): string | undefined {
  if (claimed === undefined) return undefined;
  const earliest = notBefore === undefined ? 0 : Date.parse(notBefore);
  const moment = Date.parse(claimed);
  if (moment > now.getTime() + skewMax) {
    if (notBefore !== undefined) return new Date(earliest).toISOString();
    const detail = 'The time it happened is in the future; set the clock that says so.';
    throw new LedgerError('invalid', detail, {
      faults: [{ pointer: '/occurred_at', rule: 'not_in_the_future', detail }],
    });
  }
  return new Date(Math.min(Math.max(moment, earliest), now.getTime())).toISOString();
}

/** Only a page vouches for the number, also where a server has passed on what the page signed. */
const isUndoable = ({ jws, session }: OptIn['submission']): boolean => jws !== undefined && session !== true;

function submitterOf(submission: OptOut['submission']): Submitter {
  if (submission.by === 'session') return { by: 'site', id: submission.site, session: true };
  const session = submission.session === true && { session: true as const };
  return submission.by === 'page'
    ? { by: 'site', id: submission.site, ...session }
    : { by: 'key', id: submission.key, ...session };
}

/** What was submitted, verbatim, where it was signed; of a session token alone, what it said. */
function submitted(submission: OptOut['submission']): Pick<OptOutRecord, 'jws' | 'session'> {
  if (submission.by === 'session') return { session: sessionTrace(submission.token) };
  return submission.jws === undefined ? {} : { jws: submission.jws };
}
