// What a person wrote: a stop, the lifting of one, an objection, or anything else. The message is made plain,
// words that change nothing are taken away, and the rest must be one of the words, whole: "stop, Zé isn't
// coming" addresses another reader, "don't stop" and "bus stop?" leave a word too many.
//
//   "Plsss STOOOP sending me these msgs!! 🙏"  ->  plain: pls stop sending me these msgs   ->  stop
//
// Capitals, punctuation, emoji, accents (but Vietnamese: there they make names of words), the invisible marks
// of keyboards and letters drawn out make no difference, nor do letters of another script that look the same
// (look-alikes.ts). A word written several times counts once. What lifts a stop is to be said plainly
// (plainly-said.ts).

import type { ObjectionScope } from '../../core/consent/record.ts';
import type { Purpose } from '../../core/notice/purpose.ts';
import * as around from './around-words.ts';
import { lookAlikes } from './look-alikes.ts';
import { objectionWords } from './objection-words.ts';
import { isPlainlySaid } from './plainly-said.ts';
import { slipsOf } from './slips.ts';
import { spellings, stopWords } from './stop-words.ts';

/**
 * An ordinary word counts from a person who agreed in one of these languages (base languages of BCP 47), or
 * who was offered the word.
 */
type Ordinary = { word: string; languages: readonly string[] };

/** `purposes` absent: all of them. `languages` absent: it counts from every person. */
export type Said =
  | { kind: 'stop'; purposes?: readonly Purpose[]; languages?: undefined }
  | ({ kind: 'stop'; purposes?: undefined } & Ordinary)
  | { kind: 'object'; scope: ObjectionScope; purposes?: undefined; languages?: undefined }
  | { kind: 'resume'; purposes?: undefined; languages?: undefined };

/** Characters, in plain letters; a longer message is no such message. */
const lengthMax = 200;
/** Of any kind, as long as Meta's API lets a text be. One character may stand for eighteen letters. */
const writtenMax = 4_096;

// Formats and all that shows nothing (variation selectors, fillers), what is drawn around or over a letter
// (keycaps, strokes), tatweel, the dot that a Turkish capital leaves, vowel signs of Arabic.
const marks =
  /[\p{Cf}\p{DI}\u{0640}]|\u{0307}|\u{0670}|[\u{064b}-\u{065f}]|[\u{1ab0}-\u{1aff}]|[\u{1dc0}-\u{1dff}]|[\u{20d0}-\u{20ff}]|[\u{fe20}-\u{fe2f}]/gu;
/** What modems and old systems leave in a text: the later ones part words, or stand for a quotation mark. */
const controls = /(?!\s)\p{Cc}/gu;
const asWritten = (control: string): string => (control > '\x1b' && control !== '\x7f' ? ' ' : '');
/** Punctuation, emoji; also those that are some phone's own, too new, or cut in half. */
const signs = /[\p{P}\p{S}\p{Co}\p{Cn}\p{Cs}]/gu;
const drawnOut = /(\p{L})\1{2,}/gu;

/** Malayalam letters without a vowel: old keyboards write them with a joiner, which parts no word. */
const chillu = new Map(
  [...'ൺണൻനർരൽലൾളൿക'.matchAll(/(.)(.)/gu)].map(([, one, base]) => [one!, `${base}\u0d4d`]),
);
const chillus = /[ൺൻർൽൾൿ]/gu;

/** Both the person's text and the words above go through this. */
export function plainWords(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll(marks, '');
  const words = folded
    .replaceAll(controls, asWritten)
    .replaceAll('ı', 'i')
    .replaceAll(chillus, (letter) => chillu.get(letter)!)
    .replaceAll(signs, ' ')
    .replaceAll(drawnOut, '$1')
    .trim()
    .split(/\s+/u);
  const isSpelled = words.length > 2 && words.every((word) => /^\p{L}$/u.test(word));
  return isSpelled ? words.join('') : words.join(' ');
}

/** Each word as it is written out. */
const respelled = (plain: string): string =>
  plain
    .split(' ')
    .map((word) => spellings.get(word) ?? word)
    .join(' ');

/** The same where the hand has slipped. */
const withoutSlips = (plain: string): string =>
  plain
    .split(' ')
    .map((word) => slips.get(withoutAccents(word)) ?? word)
    .join(' ');

const accents = /[\u0300-\u036f]/g;
const ascii = /^[ -~]*$/;
export const withoutAccents = (plain: string) =>
  ascii.test(plain) ? plain : plain.normalize('NFD').replaceAll(accents, '').normalize('NFC');

/** Of languages where an accent makes another word, names among them. */
const accented = new Set(['vi']);
const spell = (language: string, word: string) =>
  accented.has(language) ? plainWords(word) : withoutAccents(plainWords(word));
/** As people write them without accents. So long a phrase is no name. */
const toneless = new Set(
  Object.entries(stopWords)
    .filter(([language]) => accented.has(language))
    .flatMap(([, { stop }]) => stop)
    .map((word) => withoutAccents(plainWords(word)).replaceAll('đ', 'd'))
    .filter((word) => word.split(' ').length > 2),
);

export const unspacedScript = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}]/u;

type List = 'stop' | 'weakStop' | 'start' | 'weakStart';

/** Each word with the languages that have it. */
function wordsIn(list: List): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [tag, words] of Object.entries(stopWords)) {
    const [language] = tag.split('-') as [string];
    for (const word of words[list]) {
      const spelled = spell(language, word);
      // Spaces are optional in these scripts, in Korean above all.
      const forms = unspacedScript.test(spelled) ? [spelled, spelled.replaceAll(' ', '')] : [spelled];
      for (const form of new Set(forms)) found.set(form, [...(found.get(form) ?? []), language]);
    }
  }
  return found;
}

const stops = wordsIn('stop');
const weakStops = wordsIn('weakStop');
const starts = wordsIn('start');
const weakStarts = wordsIn('weakStart');
const slips = slipsOf(stops.keys(), (one) =>
  [stops, weakStops, starts, weakStarts].some((some) => some.has(one)),
);

const plainAll = (words: readonly string[]) =>
  words.flatMap((word) => {
    const plain = plainWords(word);
    return [plain, withoutAccents(plain), ...(unspacedScript.test(plain) ? [plain.replaceAll(' ', '')] : [])];
  });
const longestFirst = (words: readonly string[]) =>
  `(?:${plainAll(words)
    .toSorted((a, b) => b.length - a.length)
    .join('|')})`;
const phrasesOf = (pattern: string) => new RegExp(`(?<= )${pattern} `, 'gu');
const phrases = (words: readonly string[]) => phrasesOf(longestFirst(words));
const [politeWords, wishWords] = [phrases(around.polite), phrases(around.wishes)];
const [glueWords, topicWords] = [phrases(around.glue), phrases(around.topics)];
const [offerWords, oneTopicWords] = [phrases(around.promotions), phrases(around.oneTopic)];
const [listWords, sentToWords] = [phrases(around.lists), phrases(around.sentTo)];
const [ownListWords, personWords] = [phrases(around.ownLists), phrases(around.persons)];
const [quitWords, writeWords] = [phrases(around.quits), phrases(around.toWrite)];
const [objectWords, moreWords] = [phrases(around.objects), phrases(around.anyMore)];
const reasonWords = phrases(around.reasons);

/** What Meta's own buttons say of one kind of message, where the words above do not say it. */
const narrower = new Map<string, readonly Purpose[]>([
  ['stop delivery updates', ['shipping_update']],
  ['stop shipping updates', ['shipping_update']],
  ...plainAll(around.offersStopped).map((words): [string, readonly Purpose[]] => [words, ['marketing']]),
]);

const objections = new Map(
  (['marketing', 'all'] as const).flatMap((scope) =>
    plainAll(objectionWords[scope]).map((words): [string, ObjectionScope] => [words, scope]),
  ),
);

/** Signs that say stop, and nothing beside them, in every colour of skin. */
const stopSigns = /^[🛑⛔🚫✋\p{EMod}\s\p{P}\p{Cf}\p{DI}]+$/u;
const stopSign = /[🛑⛔🚫✋]/u;

export function understand(text: string): Said | undefined {
  if (text.length > writtenMax) return undefined;
  if (stopSigns.test(text) && stopSign.test(text)) return { kind: 'stop' };
  const written = plainWords(text);
  const plain = written.length > lengthMax ? once(written) : written;
  if (plain.length > lengthMax) return undefined;
  const said = understoodIn(plain);
  if (said !== undefined) return said.kind === 'resume' && !isPlainlySaid(text) ? undefined : said;
  // Where a word is not what it looks like, it lifts nothing.
  return lookAlikes(plain)
    .map(understoodIn)
    .find((one) => one !== undefined && one.kind !== 'resume');
}

function understoodIn(words: string): Said | undefined {
  const plain = respelled(words);
  const said = understoodWhole(plain);
  if (said !== undefined) return said;
  const bare = withoutSlips(plain.replace(repliedTo, '').replaceAll(saidAgain, '$1'));
  // What was typed for something else lifts nothing.
  const meant = bare === plain ? undefined : understoodWhole(bare);
  return meant?.kind === 'resume' ? undefined : meant;
}

/** What mail and forwarding set before a text, and a word that is said again. */
const repliedTo = /^(?:(?:re|fw|fwd) )+/u;
const saidAgain = /(?<!\S)(\S+)(?: \1)+(?!\S)/gu;

function understoodWhole(plain: string): Said | undefined {
  if (toneless.has(without(plain, politeWords))) return { kind: 'stop' };
  const unaccented = withoutAccents(plain);
  const heardIn = (words: string) => (mayBeHeard(words) ? heard(words) : undefined);
  const said = heardIn(plain);
  // The words are without accents: a phrase that stops everywhere may look like an ordinary word beside a
  // list with them.
  if (unaccented === plain || (said !== undefined && said.languages === undefined)) return said;
  return heardIn(unaccented) ?? said;
}

// In capitals or between marks: ‹Responda SAIR›, ‹reply "alto"›.
const marked =
  /\p{Lu}[\p{Lu}\p{M}]+(?: \p{Lu}[\p{Lu}\p{M}]+)*|(?<=["“”«»„*_'‘’])[^"“”«»„*_'‘’]{1,40}(?=["“”«»„*_'‘’])/gu;

/**
 * The ordinary words by which a message of the business's offers to stop; none where it speaks of no such
 * thing.
 */
export function stopsOffered(text: string): string[] {
  const plain = withoutAccents(plainWords(text));
  const isAbout = plain.split(' ').some((word) => stops.has(word)) || without(plain, topicWords) !== plain;
  if (!isAbout) return [];
  const offered = (text.match(marked) ?? []).map((word) => withoutAccents(plainWords(word)));
  return [...new Set(offered.filter((word) => weakStops.has(word)))];
}

/** What can be said of a button: only what means nothing but opting out. */
export function isOptOutLabel(label: string): Said | undefined {
  // A sign alone may be of an order.
  if (!/[\p{L}\p{N}]/u.test(label)) return undefined;
  const said = understand(label);
  return said !== undefined && said.kind !== 'resume' && said.languages === undefined ? said : undefined;
}

function heard(plain: string): Said | undefined {
  const politely = without(plain, politeWords);
  for (const words of [plain, politely, ...unframed(politely)]) {
    const said = lookUp(once(words));
    if (said !== undefined) return said;
  }
  // "Merci de": what is a wish with its preposition is a courtesy without it.
  const wished = without(without(without(plain, wishWords), politeWords), reasonWords);
  const unobjected = without(wished, objectWords);
  // Within a sentence a wish is part of it: "no quiero escribir" refuses nothing.
  const isWhole = (words: string) => politely.includes(words);
  const asked = [wished, ...(wished === plain ? [] : [unobjected])].filter(isWhole);
  if (asked.some((words) => stops.has(once(words)))) return { kind: 'stop' };
  if (isRefusal(politely) || (isWhole(wished) && isRefusal(wished))) return { kind: 'stop' };
  return aboutTopic(politely) ?? aboutTopic(wished);
}

/** Whom it is for, and "any more", may be left out. */
function isRefusal(words: string): boolean {
  const unobjected = without(words, objectWords);
  const forms = [unobjected, without(words, moreWords), without(unobjected, moreWords)];
  return forms.some((form) => refusals.has(form));
}

function lookUp(words: string): Said | undefined {
  const scope = objections.get(words);
  if (scope !== undefined) return { kind: 'object', scope };
  const purposes = narrower.get(words);
  if (purposes !== undefined) return { kind: 'stop', purposes };
  // A word that is both in two languages stops: no person is to be written to by mistake.
  const stop = refusals.has(words) ? { kind: 'stop' as const } : stopOnly(words);
  if (stop !== undefined) return stop;
  // An ordinary word never lifts a stop: "weiter" in a chat about an order would bring offers back.
  return starts.has(words) ? { kind: 'resume' } : undefined;
}

function stopOnly(words: string): Said | undefined {
  // "Stop, unsubscribe": each of them is one.
  if (stops.has(words) || words.split(' ').every((word) => stops.has(word))) return { kind: 'stop' };
  const languages = weakStops.get(words);
  return languages && { kind: 'stop', word: words, languages };
}

/** The person's own, beside "my number" or "messages to". Shorter ones name an order. */
const telephone = /(?<= )\d[\d ]{5,20}\d (?!\d)/gu;
const bare = (plain: string) =>
  [offerWords, topicWords, listWords, telephone, glueWords].reduce(
    (left, some) => once(without(left, some)),
    plain,
  );
const bareAll = (words: Iterable<string>) => new Set([...words].map(bare).filter((word) => word !== ''));
const standing = [...stops.keys(), ...weakStops.keys()];
const [leaves, refuses] = [plainAll(around.withList), plainAll(around.withTopic)];
const endings = bareAll(plainAll(around.ending));
// "No more messages" says nothing of a number.
const stopsList = bareAll([...standing.filter((word) => without(word, topicWords) === word), ...leaves]);
const leavesList = bareAll(leaves);
const ordinaryBare = new Map([...weakStops].map(([word, languages]) => [bare(word), languages]));
const stopsTopic = bareAll([...standing, ...refuses])
  .difference(leavesList)
  .difference(endings);
const refusals = new Set(plainAll([...around.refusals, ...around.refusalsUnspaced]));
const determined = new Set([...ordinaryBare.keys(), ...bareAll(plainAll(around.determiners))]);
/** Of what comes: no verb that ends a thing. */
const ofMore = ['no more', 'no mas'];
const ordinaryVerbs = longestFirst([
  ...[...weakStops.keys()].filter((word) => !ofMore.includes(word)),
  ...around.withList,
]);
const ordinaryWords = phrasesOf(ordinaryVerbs);
const withPerson = around.withList.filter((word) => around.persons.includes(word));
/** "Remove me", "bórrenme". */
const leavesOneself = phrasesOf(
  `(?:${ordinaryVerbs} ${longestFirst(around.objects)}|${longestFirst(withPerson)})`,
);
const startsTopic = bareAll([...starts.keys(), ...weakStarts.keys()]);

/**
 * Beside a word for the messages, an ordinary word is no longer one: "cancel the messages", "resume
 * messages".
 */
function aboutTopic(words: string): Said | undefined {
  const isOf = (some: RegExp) => without(words, some) !== words;
  const quit = without(words, quitWords);
  if (quit !== words && isOf(writeWords) && bare(without(quit, writeWords)) === '') return { kind: 'stop' };
  const [isOffers, isTopic, isList] = [isOf(offerWords), isOf(topicWords), isOf(listWords)];
  if (!isOffers && !isTopic && !isList) return undefined;
  const left = bare(words);
  const languages = ordinaryBare.get(left);
  const isLeft = leavesList.has(left);
  const isOrder = (isLeft && isOf(ownListWords)) || (languages !== undefined && isOf(sentToWords));
  if (isOrder && !isOf(personWords)) return undefined;
  const leaves = isLeft && isOf(sentToWords);
  if (isList && stopsList.has(left) && (leaves || stops.has(left) || languages === undefined))
    return { kind: 'stop' };
  // "Cancel my subscription", "cancel the number": in a shop that sells them this is an order, and no more
  // than the word alone.
  if (!isOffers && !isTopic)
    return isList && languages !== undefined ? { kind: 'stop', word: left, languages } : undefined;
  const others = without(words, oneTopicWords);
  const isOfOne = !isOffers && without(others, topicWords) === others;
  if (isOfOne && determined.has(left) && !isOf(moreWords)) return undefined;
  if (stopsTopic.has(left)) return isOffers ? { kind: 'stop', purposes: ['marketing'] } : { kind: 'stop' };
  return startsTopic.has(left) && !isOffers ? { kind: 'resume' } : undefined;
}

/** Whether an ordinary word is said of a thing: "cancel my order". In "remove me" it is said of a person. */
export function endsThings(plain: string): boolean {
  const left = without(plain, leavesOneself);
  return without(left, ordinaryWords) !== left;
}

const longestIn = (words: string) => words.split(' ').reduce((a, b) => (b.length > a.length ? b : a));

/**
 * Of each phrase the longest word: without one of them nothing is heard, which spares nearly all that people
 * write the rest.
 */
const telling = new Set(
  [...stopsTopic, ...stopsList, ...startsTopic, ...standing, ...starts.keys()]
    .concat([...narrower.keys(), ...refusals, ...plainAll(around.quits), ...objections.keys()])
    .map(longestIn),
);

const mayBeHeard = (plain: string): boolean =>
  unspacedScript.test(plain) || plain.split(' ').some((word) => telling.has(word));

/** The words that are left, one space between them. */
function without(plain: string, some: RegExp): string {
  return ` ${plain} `.replaceAll(some, '').trim();
}

function once(plain: string): string {
  const words = plain.split(' ');
  return new Set(words).size === 1 ? words[0]! : plain;
}

const anyOf = (words: readonly string[]) =>
  `(?:${words.map((word) => plainWords(word).replaceAll(' ', '')).join('|')})+`;
const framedBefore = new RegExp(`^${anyOf(around.before)}`, 'u');
const courtesyAfter = new RegExp(`${anyOf(around.after)}$`, 'u');
const framedAfter = new RegExp(`${anyOf([...around.after, ...around.particles])}$`, 'u');

/** In scripts that set no spaces: without courtesy, and then without particles as well. */
function unframed(plain: string): string[] {
  if (!unspacedScript.test(plain)) return [];
  const unspaced = plain.replaceAll(' ', '');
  const asked = unspaced.replace(framedBefore, '');
  return [unspaced, asked.replace(courtesyAfter, ''), asked.replace(framedAfter, '')];
}
