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
import { plainWords, understand, unspacedScript, withoutAccents } from '../whatsapp/words.ts';

export type SmsSays =
  | { kind: 'stop'; purposes?: readonly Purpose[]; objects?: ObjectionScope }
  | { kind: 'help' }
  /** `words`: the whole message, in plain letters. */
  | { kind: 'yes' | 'no' | 'keyword' | 'other'; words: string };
export type SmsStop = Extract<SmsSays, { kind: 'stop' }>;

/** How a keyword, an answer and a word for help are compared. */
export const plainly = (text: string): string => withoutAccents(plainWords(text));

const plainAll = (words: readonly string[]) => new Set(words.map(plainly));

const answers = plainAll(everyAnswer);
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
  if (isAsked && answer !== undefined) return { kind: answer, words };
  if (help.has(words)) return { kind: 'help' };
  return { kind: keywords.has(words) ? 'keyword' : (answer ?? 'other'), words };
}

/** A stop or objection, whatever the business has asked. */
export function stopIn(text: string): SmsStop | undefined {
  const said = understand(text);
  if (said === undefined || said.kind === 'resume') return undefined;
  if (said.kind === 'object') return { kind: 'stop', objects: said.scope };
  return { kind: 'stop', ...(said.purposes && { purposes: said.purposes }) };
}

/** What a business calls itself and its messages: keywords, names, what is sent; and its own number. */
export type OwnWords = { words: readonly string[]; line: string };

/** A stop that says of whom, or of what: "STOP ORDERS", "ORDERS stop", "unsubscribe from Fresh Produce". */
export function stopBeside(text: string, { words, line }: OwnWords): SmsStop | undefined {
  const said = withoutLine(plainly(text), line);
  const own = [...words.map(plainly), plainly(line), lineWord].filter((word) => /[\p{L}\p{N}]/u.test(word));
  const longestFirst = own.toSorted((a, b) => b.length - a.length);
  // Or what is stopped stands in their place: "no more orders", "remove me from orders".
  return ['', 'messages', 'list']
    .map((instead) => longestFirst.reduce((left, one) => replaced(left, one, instead), said))
    .filter((left) => left !== said)
    .map(stopIn)
    .find((one) => one !== undefined);
}

function replaced(said: string, words: string, instead: string): string {
  const around = unspacedScript.test(words) ? '' : ' ';
  return ` ${said} `.replaceAll(around + words + around, ` ${instead} `).trim();
}

/** Stands for the business's number, and is no word of any language. */
const lineWord = 'ownline';
/** Of which a person may leave out the calling code. */
const digitsMin = 7;

const withoutLine = (said: string, line: string): string => {
  const own = line.replaceAll(/\D/g, '');
  return said.replaceAll(/\d(?:[\d ]*\d)?/g, (run) => {
    const digits = run.replaceAll(' ', '');
    return digits === own || (digits.length >= digitsMin && own.endsWith(digits)) ? lineWord : run;
  });
};

/** Words, or characters where no spaces are set. */
const stopLengthMax = 4;

/** Whether it begins or ends with a stop, and goes on: the person is told how to stop. */
export function mentionsStop(text: string): boolean {
  const plain = plainly(text);
  const [units, between] = unspacedScript.test(plain) ? [[...plain], ''] : [plain.split(' '), ' '];
  const lengths = Array.from({ length: stopLengthMax }, (_, i) => i + 1);
  return lengths
    .flatMap((length) => [units.slice(0, length), units.slice(-length)])
    .some((some) => stopIn(some.join(between)) !== undefined);
}

/** Why a keyword would never be heard as one: it means something else, in some language. */
export function isTaken(keyword: string): boolean {
  const words = plainly(keyword);
  return words === '' || understand(keyword) !== undefined || help.has(words) || answers.has(words);
}
