// What somebody wrote, or the label they tapped: a stop, the lifting of one, or anything else. Only the whole message
// counts: "stop, Zé isn't coming" is said to somebody who waits.
//
// Capitals, punctuation, emoji and the invisible marks of keyboards make no difference; accents do, because in some
// languages they make another word. Whoever writes the same word several times means it once.

import type { Purpose } from '../../core/notice/purpose.ts';
import { stopWords } from './stop-words.ts';

/** `purposes` absent: all of them. */
export type Said = { kind: 'stop'; purposes?: readonly Purpose[] } | { kind: 'resume' };

/** Characters; whatever is longer is no such word. */
const lengthMax = 100;

const marks = /\p{Cf}|\u{fe0e}|\u{fe0f}|\u{20e3}|\u{0640}|\u{0307}/gu;

/** Both what was written and the words above go through this. */
export function plainWords(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll(marks, '');
  const words = folded
    .replaceAll(/[\p{P}\p{S}]/gu, ' ')
    .trim()
    .split(/\s+/u);
  return new Set(words).size === 1 ? words[0]! : words.join(' ');
}

/** What Meta's own buttons say of one kind of message; wordings of WhatsApp Manager and its documentation. */
const narrower: Readonly<Record<string, readonly Purpose[]>> = {
  'stop promotions': ['marketing'],
  'stop promos': ['marketing'],
  'unsubscribe from promos': ['marketing'],
  'unsubscribe from promotions': ['marketing'],
  'stop marketing': ['marketing'],
  'stop delivery updates': ['shipping_update'],
};

const every = (list: 'stop' | 'start') =>
  new Set(
    Object.values(stopWords)
      .flatMap((words) => words[list])
      .map(plainWords),
  );
const stops = every('stop');
const starts = every('start');

export function understand(text: string): Said | undefined {
  if (text.length > lengthMax) return undefined;
  const plain = plainWords(text);
  if (Object.hasOwn(narrower, plain)) return { kind: 'stop', purposes: narrower[plain]! };
  // A word that is both in two languages stops: nobody is to be written to by mistake.
  if (stops.has(plain)) return { kind: 'stop' };
  return starts.has(plain) ? { kind: 'resume' } : undefined;
}
