// The words in a record: the four lines of a notice, as a page or server showed them, what a voice said, or
// what the ledger sent as a text message.

import { joinLines, type Rendered } from '../../notice/render.ts';

export type Words = Rendered | { spoken: string } | { sent: string };

const inOne = (words: Words): string | undefined =>
  'spoken' in words ? words.spoken : 'sent' in words ? words.sent : undefined;

/** All of them as one text; its SHA-256 is the record's `text_sha256`. */
export const wordsOf = (words: Words): string => inOne(words) ?? joinLines(words as Rendered);

/** Those that were agreed to. */
export const sentenceOf = (words: Words): string => inOne(words) ?? (words as Rendered).sentence;
