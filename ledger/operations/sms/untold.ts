// What a person is told while the store is away, where the provider will not tell of the message again. A yes
// or a no would be lost, and nobody would hear of it: they are told that nothing is recorded, in words that
// need no store. It is said only where nothing of the message was begun that may stand, and from then on
// nothing is begun.
//
// A stop is not answered so. Its 503 is an error in the provider's log, and a request to the fallback URL, by
// which the stop may still come.

import type { SmsReply } from '../../channels/sms/dialect.ts';
import { smsDialects } from '../../channels/sms/dialects.ts';
import { readSms } from '../../channels/sms/said.ts';
import { type ErrorCode, LedgerError } from '../../core/error.ts';
import { smsLanguages } from '../../core/language/sms-words.ts';
import { nothingRecorded } from '../../core/notice/sms.ts';
import type { SmsAsked, SmsHeard } from './hear-sms.ts';

/** How far one message has come. `hasBegun`: a failure does not say whether what was begun stands. */
export type Course = { hasBegun: boolean; isGivenUp: boolean };

/** Before a record, and before a thread that says what was asked. @throws LedgerError unavailable */
export function begin(course: Course): void {
  if (course.isGivenUp) throw tooSlow();
  course.hasBegun = true;
}

/** Less than Twilio waits for an answer, 15 seconds. */
export const smsPatienceMs = 5_000;

const tooSlow = () =>
  new LedgerError('unavailable', 'The store was too slow: a person was told that nothing was recorded.');

/** What may be otherwise when the provider tells of the message again. */
const passing: readonly ErrorCode[] = ['unavailable', 'overloaded', 'clocks_disagree'];

/** @param language of the country of the number */
export async function heardOrTold(
  { smsPatienceMs: patienceMs }: { smsPatienceMs: number },
  asked: Pick<SmsAsked, 'dialect' | 'facts'>,
  person: { number: string; language: string } | undefined,
  hear: (course: Course) => Promise<SmsHeard>,
): Promise<SmsHeard> {
  const course: Course = { hasBegun: false, isGivenUp: false };
  // Only once it has failed: most messages are heard.
  const reply = () => person && nothingReply(asked, person);
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    if (course.hasBegun || reply() === undefined) return;
    course.isGivenUp = true;
    reject(tooSlow());
  }, patienceMs);
  try {
    return await Promise.race([hear(course), tooLate]);
  } catch (failure) {
    const isPassing = failure instanceof LedgerError && passing.includes(failure.code);
    const told = isPassing && !course.hasBegun ? reply() : undefined;
    if (told === undefined) throw failure;
    return { reply: told, failure };
  } finally {
    clearTimeout(timer);
  }
}

/** Undefined where it is no yes or no, or the failure is answered. */
function nothingReply(
  { dialect, facts: { texts, line, handled, isSms } }: Pick<SmsAsked, 'dialect' | 'facts'>,
  { number, language }: { number: string; language: string },
): SmsReply | undefined {
  const { tellsAgain, answersInline } = smsDialects[dialect];
  const [text, ...others] = new Set(texts);
  if (tellsAgain || !answersInline || handled !== undefined || !isSms) return undefined;
  if (text === undefined || others.length > 0) return undefined;
  const locale = [language, ...smsLanguages].find((one) => isAnswer(text, one));
  return locale === undefined ? undefined : { text: nothingRecorded(locale), to: number, line };
}

/** In a language, to a question that is not known. */
function isAnswer(text: string, locale: string): boolean {
  const { kind } = readSms(text, { locale, isAsked: true, keywords: new Set() });
  return kind === 'yes' || kind === 'no';
}
