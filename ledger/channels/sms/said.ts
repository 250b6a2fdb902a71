// What a person says in a text message: a stop, a call for help, a keyword, an answer to what the ledger has
// asked, or anything else. Only a whole message says something, and words are read as in WhatsApp
// (channels/whatsapp/words.ts): capitals, punctuation, emoji and invisible marks make no difference.
//
// A stop is heard first. Ordinary words that stop in one language alone (CANCEL, END, ALTO) stop here in
// every one: a line that asks for consent is for nothing else, and a stop too many harms less than one too
// few. START lifts nothing: the sender of a text message can be forged, so that a person comes back by a
// keyword and a yes, or in WhatsApp.

import type { ObjectionScope } from '../../core/consent/record.ts';
import { answersIn, everyAnswer, helpWords } from '../../core/language/sms-words.ts';
import type { Purpose } from '../../core/notice/purpose.ts';
import { isPlainlySaid } from '../whatsapp/plainly-said.ts';
import { plainWords, understand, unspacedScript, withoutAccents } from '../whatsapp/words.ts';
import { determinerWords, negationWords } from './function-words.ts';

export type SmsSays =
  | { kind: 'stop'; purposes?: readonly Purpose[]; objects?: ObjectionScope }
  | { kind: 'help' }
  /** `words`: the whole message, in plain letters. */
  | { kind: 'yes' | 'no'; words: string }
  | { kind: 'keyword' | 'other'; words: string };
export type SmsStop = Extract<SmsSays, { kind: 'stop' }>;

/** How a keyword, an answer and a word for help are compared. */
export const plainly = (text: string): string => withoutAccents(plainWords(text));

const plainAll = (words: readonly string[]) => new Set(words.map(plainly));

const answers = plainAll(everyAnswer);
const negations = plainAll(negationWords);
const functionWords = negations.union(plainAll(determinerWords));

/** "Don't", "the", "do not": without it the other words would say something else. @param words plain */
export const isFunctionWord = (words: string): boolean =>
  negations.has(words) || words.split(' ').every((word) => functionWords.has(word));
const help = plainAll(['HELP', 'INFO', ...helpWords]);

export type Asked = {
  /** In which the person answers. */
  locale: string;
  /** Whether a question waits for the answer. */
  isAsked: boolean;
  /** Of this business, as `plainly` writes them. */
  keywords: ReadonlySet<string>;
};

export function readSms(text: string, { locale, isAsked, keywords }: Asked): SmsSays {
  const stop = stopIn(text);
  if (stop !== undefined) return stop;
  const words = plainly(text);
  const answer = (['yes', 'no'] as const).find((kind) => plainAll(answersIn(locale, kind)).has(words));
  // "Yes?" and "YES 👎" agree to nothing: the person is asked again.
  const isMeant = answer !== 'yes' || isPlainlySaid(text);
  if (isAsked && answer !== undefined && isMeant) return { kind: answer, words };
  if (help.has(words)) return { kind: 'help' };
  if (keywords.has(words)) return { kind: 'keyword', words };
  return { kind: isMeant ? (answer ?? 'other') : 'other', words };
}

/** A stop or objection, whatever the business has asked. */
export function stopIn(text: string): SmsStop | undefined {
  const said = understand(text);
  // As a menu asks for it. In WhatsApp the places of a route are numbered so.
  if (said === undefined && /^stop \d$/.test(plainly(text))) return { kind: 'stop' };
  if (said === undefined || said.kind === 'resume') return undefined;
  if (said.kind === 'object') return { kind: 'stop', objects: said.scope };
  return { kind: 'stop', ...(said.purposes && { purposes: said.purposes }) };
}

/** Words, or characters where no spaces are set. */
const stopLengthMax = 4;

/** Whether it is a stop, or begins or ends with one and goes on: then the person is told how to stop. */
export function mentionsStop(text: string): boolean {
  if (stopIn(text) !== undefined) return true;
  const plain = plainly(text);
  const [units, between] = unspacedScript.test(plain) ? [[...plain], ''] : [plain.split(' '), ' '];
  const lengths = Array.from({ length: stopLengthMax }, (_, i) => i + 1);
  return lengths
    .flatMap((length) => [units.slice(0, length), units.slice(-length)])
    .some((some) => stopIn(some.join(between)) !== undefined);
}

/** Whether a keyword would never be heard as one: it means something else, in some language. */
export function isTaken(keyword: string): boolean {
  const words = plainly(keyword);
  const isSaid = understand(keyword) !== undefined || help.has(words) || answers.has(words);
  return words === '' || isSaid || isFunctionWord(words);
}
