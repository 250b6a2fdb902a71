// A stop that says of whom, or of what, in the business's own words: "STOP ORDERS", "unsubscribe from Fresh
// Produce". A keyword is an ordinary word as well, of which a customer says other things: "cancel my order",
// "bus stop?". Such a message stops nothing, and is answered how to stop.

import { words } from '../whatsapp/word-list.ts';
import { endsThings, understand, unspacedScript } from '../whatsapp/words.ts';
import { isFunctionWord, plainly, type SmsStop, stopIn } from './said.ts';

/** What a business calls itself, and its messages: keywords, what is sent; and its own number. */
export type OwnWords = { names: readonly string[]; keywords: readonly string[]; line: string };

/** `mayBeStop`: nothing tells whether it is meant for one. */
export type Beside = { stop?: SmsStop; mayBeStop?: true };

export function stopBeside(text: string, { names, keywords, line }: OwnWords): Beside {
  const said = withoutLine(plainly(text), line);
  const ours = [...ownWords([...names, line]), lineWord];
  const theirs = ownWords(keywords).filter((word) => !ours.includes(word));
  const longestFirst = [...ours, ...theirs].toSorted((a, b) => b.length - a.length);
  const put = (instead: string) => longestFirst.reduce((left, one) => replaced(left, one, instead), said);
  // Or what is stopped stands in their place: "no more orders", "remove me from orders".
  const ways = ['', 'messages', 'list'].map((instead) => ({ instead, left: put(instead) }));
  const heard = ways
    .filter(({ left }) => left !== said)
    .flatMap(({ instead, left }) => {
      const stop = stopIn(left);
      return stop === undefined ? [] : [{ instead, left, stop }];
    });
  const named = theirs.filter((word) => replaced(said, word, '') !== said);
  const isMeant = ({ instead, left }: { instead: string; left: string }) =>
    named.length === 0 || isOfMessages({ text, said, left, instead, named });
  const stop = heard.find(isMeant)?.stop;
  if (stop !== undefined) return { stop };
  return heard.length > 0 ? { mayBeStop: true } : {};
}

/** A negation that is taken away makes a stop of "don't stop". */
const ownWords = (words: readonly string[]): string[] =>
  words.map(plainly).filter((word) => /[\p{L}\p{N}]/u.test(word) && !isFunctionWord(word));

type Left = { text: string; said: string; left: string; instead: string; named: readonly string[] };

/** Of the messages, and not of the goods that the keyword names as well. */
function isOfMessages({ text, said, left, instead, named }: Left): boolean {
  // In capitals, as a poster writes a keyword; and in a script that has none, however it is written.
  const isCommand = text === text.toUpperCase() && !/[?？؟]/.test(text);
  const isCompound = named.some((word) => beforeStop.has(word) && ` ${said} `.includes(` ${word} stop `));
  if (isCompound && said.split(' ').filter((word) => word === 'stop').length === 1) return isCommand;
  if (instead !== '') return !endsThings(said);
  const ordinary = understand(left);
  if (ordinary?.languages === undefined) return true;
  // Directly, and of all that come: "cancel orders", but not "cancel all orders", "cancel my order".
  const isOfAll = !left.includes(' ') && named.every((word) => mayBePlural(word, ordinary.languages));
  return ordinary.word === left && (isCommand || isOfAll);
}

/** In English these and "stop" make one noun. What a shop sells makes none: "order stop", "SALE stop". */
const beforeStop = new Set(
  words(`bus, coach, tram, train, metro, taxi, truck, rest, pit, door, whistle, short, emergency, full, f, next,
    last, back, buffer, end, organ, glottal`),
);

/**
 * "Cancel orders", "cancelar pedidos": all that come. A singular is one of the goods. Where a plural has no
 * S, as in "Angebote beenden", nobody can tell, and it counts as a stop.
 */
const mayBePlural = (word: string, languages: readonly string[]): boolean =>
  /[^su]s$/.test(word) || !languages.every((language) => pluralsInS.has(language));
const pluralsInS = new Set(['en', 'es', 'pt', 'fr', 'nl']);

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
