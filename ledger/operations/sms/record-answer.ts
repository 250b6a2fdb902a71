// What an answer becomes: an opt-in, a no, or a stop, of the number that wrote it.
//
// One message, one record: dialect, business, line, number and the provider's id of the message name the
// request, and what it answered is the request. So a message that the provider tells of again records nothing
// more, and one that is sent again by a stranger, after the person was asked something else, is refused.
// One question, one yes and one no: a person who writes six times at once has agreed once.

import { spend, spendOfStop } from '../../auth/spend.ts';
import type { SmsStop } from '../../channels/sms/said.ts';
import { sha256Hex } from '../../core/canonical.ts';
import type { OptOut, Submission } from '../../core/consent/command.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import { standing } from '../../core/consent/standing.ts';
import { type ErrorCode, LedgerError } from '../../core/error.ts';
import type { Sole } from '../append/draft.ts';
import { type Recording, recordOptIn, recordOptOut } from '../consent/record-consent.ts';
import { recordDecline } from '../consent/record-decline.ts';
import { findNotice } from '../notice/find-notice.ts';
import { namedNotice } from '../notice/named-notice.ts';
import { findPerson } from '../person/find-person.ts';
import type { Asked, ThreadName } from './thread.ts';

/** A message of a person, from whom it is authentic. */
export type Wrote = ThreadName & {
  message: string;
  isSigned: boolean;
  /** When it came, ISO 8601. */
  at: string;
};

/** What refuses the answer itself: asking again changes nothing. */
const refusals: readonly ErrorCode[] = [
  'notice_unknown',
  'notice_superseded',
  'not_admitted',
  'idempotency_key_reused',
  'conflict',
];

/** Another message of this person's was quicker. */
const answeredBefore = new LedgerError('conflict', 'This question was answered so by another message.');

/** The commit takes one such answer to a question, and refuses every other message's. */
function soleAnswer({ keys }: Recording, kind: 'yes' | 'no', wrote: Wrote, asked: Asked): Sole {
  const { dialect, business, line, number, message } = wrote;
  const name = ['question', dialect, business, line, number, requestOf(kind, asked)];
  return { spend: spend(keys.macs, 'sms', name, message), refusal: answeredBefore };
}

/** Whatever has become of it since: a no needs no notice that is in force. */
async function askedNotice(ledger: Recording, business: string, { notice: { id, version } }: Asked) {
  const named = await namedNotice(ledger, business, { id, version });
  return (named ?? (await findNotice(ledger, business, id, version))).notice;
}

/** Whether what was answered so was withdrawn since it was asked, or objected to, and stays so. */
async function isTakenBack(ledger: Recording, { business, number }: Wrote, asked: Asked): Promise<boolean> {
  const notice = await askedNotice(ledger, business, asked);
  const { person, logTime } = await findPerson(ledger, business, { kind: 'number', value: number });
  return notice.purposes.some((purpose) =>
    notice.scope.some((scope) => {
      const stands = person && standing(person.state, purpose, scope, logTime);
      return (stands?.kind === 'withdrawn' || stands?.kind === 'objected') && stands.stop.at >= asked.at;
    }),
  );
}

/** `failure`: why an answer was not recorded, for the operator. */
export type Recorded = { isRecorded: true } | { isRecorded: false; failure: unknown };

/** @throws LedgerError what may be otherwise when the provider asks again */
export async function recordAnswer(
  ledger: Recording,
  wrote: Wrote,
  kind: 'yes' | 'no',
  words: string,
  asked: Asked,
): Promise<Recorded> {
  try {
    await answers[kind](ledger, wrote, words, asked);
    return { isRecorded: true };
  } catch (failure) {
    if (!(failure instanceof LedgerError && refusals.includes(failure.code))) throw failure;
    // Whatever refuses it now: what another message has answered so stands.
    const { key } = soleAnswer(ledger, kind, wrote, asked).spend;
    const isAnswered = (await ledger.records.bySpent(wrote.business, key)) !== undefined;
    const stands = isAnswered && (kind === 'no' || !(await isTakenBack(ledger, wrote, asked)));
    return stands ? { isRecorded: true } : { isRecorded: false, failure };
  }
}

/**
 * Whether this message has become an opt-in or a no, though nothing else may be known of it; and what an
 * opt-in agreed to.
 * @param asked what a no may have answered that became a stop
 */
export async function recordedBy(
  ledger: Recording,
  wrote: Wrote,
  asked: Asked | undefined,
): Promise<{ question?: Pick<Asked, 'notice' | 'locale'> } | undefined> {
  const { macs } = ledger.keys;
  const { key } = spend(macs, 'sms', nameOf(wrote), '');
  const stop = asked && spendOfStop(macs, 'sms', nameOf(wrote), requestOf('no', asked)).key;
  const before =
    (await ledger.records.bySpent(wrote.business, key)) ??
    (stop && (await ledger.records.bySpent(wrote.business, stop)));
  if (before === undefined) return undefined;
  const stored = await ledger.records.byId(before.record);
  const record = stored && openRecord(ledger, stored).record;
  if (record?.kind !== 'opt_in') return {};
  const { notice } = record;
  return { question: { notice, locale: notice.locale } };
}

type Answering = (ledger: Recording, wrote: Wrote, words: string, asked: Asked) => Promise<unknown>;

const answers: Record<'yes' | 'no', Answering> = {
  async yes(ledger, wrote, words, asked) {
    const once = spend(ledger.keys.macs, 'sms', nameOf(wrote), requestOf('yes', asked));
    const { id, version } = asked.notice;
    const optIn = {
      ...commonOf(wrote, words, asked),
      kind: 'opt_in' as const,
      number: wrote.number,
      notice: { id, version },
      text: asked.text,
      // The fold counts it from here: a stop that was recorded while this waited came later, and wins.
      occurredAt: wrote.at,
    };
    await recordOptIn(ledger, optIn, once, undefined, { sole: [soleAnswer(ledger, 'yes', wrote, asked)] });
  },

  async no(ledger, wrote, words, asked) {
    const [name, request] = [nameOf(wrote), requestOf('no', asked)];
    const { id, version, sha256 } = asked.notice;
    const notice = await askedNotice(ledger, wrote.business, asked);
    const decline = {
      ...commonOf(wrote, words, asked),
      kind: 'declined' as const,
      number: wrote.number,
      terms: { purposes: notice.purposes, scope: notice.scope, notice: { id, version, sha256 } },
      text: { sent: asked.text },
    };
    const { macs } = ledger.keys;
    await recordDecline(
      ledger,
      decline,
      spend(macs, 'sms', name, request),
      spendOfStop(macs, 'sms', name, request),
      [soleAnswer(ledger, 'no', wrote, asked)],
    );
  },
};

/** Needs nothing but the person: no notice, no question. */
export async function recordSmsStop(
  ledger: Recording,
  wrote: Wrote,
  { purposes, objects }: SmsStop,
): Promise<void> {
  const { business, number } = wrote;
  const stop: OptOut = {
    kind: 'opt_out',
    business,
    ...personOf(number),
    person: { kind: 'number', value: number },
    channel: 'sms',
    submission: submissionOf(wrote, wrote.isSigned),
    source: { system: 'sms' },
    ...(purposes !== undefined && { purposes }),
    ...(objects !== undefined && { objects }),
  };
  const request = JSON.stringify({ kind: 'stop', purposes, objects });
  await recordOptOut(ledger, stop, spendOfStop(ledger.keys.macs, 'sms', nameOf(wrote), request));
}

const nameOf = ({ dialect, business, line, number, message }: Wrote) => [
  ...[dialect, business, line],
  ...[number, message],
];

const requestOf = (kind: string, { notice, locale, keyword, text, at }: Asked) =>
  JSON.stringify({ kind, notice, locale, keyword, text, at });

const personOf = (value: string) => ({ identifiers: [{ kind: 'number' as const, value }] });

const submissionOf = ({ dialect }: ThreadName, isSigned: boolean): Submission & { by: 'sms' } => ({
  by: 'sms',
  dialect,
  isSigned,
  proof: { kind: 'none' },
});

function commonOf(wrote: Wrote, answer: string, { locale, keyword, text, isSigned }: Asked) {
  return {
    business: wrote.business,
    ...personOf(wrote.number),
    locale,
    // Both of its messages must be the provider's: who sent the keyword chose the words.
    submission: submissionOf(wrote, wrote.isSigned && isSigned),
    source: { system: 'sms' },
    channel: 'sms' as const,
    evidence: {
      message_id: wrote.message,
      keyword,
      wording_sha256: sha256Hex(text),
      answer,
      locale,
      dialect: wrote.dialect,
    },
  };
}
