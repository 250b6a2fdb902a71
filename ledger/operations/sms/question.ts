// The question that waits in a thread: which words ask it, and whether a message may still answer it.

import type { SmsFacts } from '../../channels/sms/dialect.ts';
import { type SmsDialectName, smsDialects } from '../../channels/sms/dialects.ts';
import { generalStopOf } from '../../core/consent/stops.ts';
import { smsText } from '../../core/notice/sms.ts';
import { microsAt, momentOf } from '../../core/when.ts';
import type { OwnedKeyword } from '../notice/keywords.ts';
import { findPerson, type People } from '../person/find-person.ts';
import type { Wrote } from './record-answer.ts';
import { type Asked, askedMs, questionOf, type Thread, toldMs } from './thread.ts';

/** By how much the provider's clock, or that of another request, may be behind, milliseconds. */
const behindMs = 10_000;

/** What waits, unless the message was written before it was asked, or came for an older question before. */
export function askedBefore(
  { facts }: { facts: SmsFacts },
  wrote: Wrote,
  thread: Thread | undefined,
): Asked | undefined {
  if (thread?.asked === undefined) return undefined;
  const { message, at } = thread.asked;
  if ((questionOf(thread, wrote.message) ?? message) !== message) return undefined;
  const written = facts.written === undefined ? Number.NaN : Date.parse(facts.written);
  // No provider goes on telling of a message for so long: its clock is wrong, and tells nothing.
  const isAbsurd = written + toldMs < Date.parse(wrote.at);
  return !isAbsurd && written + behindMs < Date.parse(at) ? undefined : thread.asked;
}

/** How long after it an answer that is written once more says nothing new, milliseconds. */
const againMs = 60_000;

/** The last question, where it ended by this very answer, which is written once more. */
export function saidAgain(thread: Thread | undefined, wrote: Wrote, answer: string): Asked | undefined {
  if (thread?.ended?.kind !== answer) return undefined;
  const { question, at } = thread.ended;
  const isOfIt = (questionOf(thread, wrote.message) ?? question.message) === question.message;
  return isOfIt && Date.parse(at) + againMs > Date.parse(wrote.at) ? question : undefined;
}

/** The question, if it is no older than a day, and no stop came since. */
export async function stillOpen(
  ledger: People,
  wrote: Wrote,
  asked: Asked | undefined,
): Promise<Asked | undefined> {
  if (asked === undefined || Date.parse(asked.at) + askedMs < Date.parse(wrote.at)) return undefined;
  const person = { kind: 'number', value: wrote.number } as const;
  const found = await findPerson(ledger, wrote.business, person);
  const stop = found.person && generalStopOf(found.person.state);
  // On another line, or in WhatsApp: the person has changed their mind since they were asked.
  return stop !== undefined && stop.at >= asked.at ? undefined : asked;
}

type Words = Pick<Asked, 'notice' | 'locale' | 'keyword' | 'text'>;

export function wordsOf({ keyword, locale, notice: { notice, sha256 } }: OwnedKeyword): Words {
  // The notice has this keyword, and with it the words.
  const text = smsText(notice, notice.locales[locale]!)!;
  return { notice: { id: notice.id, version: notice.version, sha256 }, locale, keyword, text };
}

export const asksBy = (
  { dialect, isSigned }: { dialect: SmsDialectName; isSigned: boolean },
  wrote: Wrote,
  { notice, locale, keyword, text }: Words,
  isBlocked: boolean,
): Asked => ({
  ...{ notice, locale, keyword, text, isSigned },
  message: wrote.message,
  at: momentAt(wrote),
  isSent: smsDialects[dialect].answersInline,
  ...(isBlocked && { isBlocked }),
});

export const momentAt = ({ at }: Wrote): string => momentOf(microsAt(new Date(at)));
