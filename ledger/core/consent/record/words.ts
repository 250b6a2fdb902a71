// The words in a record: the four lines of a notice, as a page or server showed them, or what a voice said.

import { joinLines, type Rendered } from '../../notice/render.ts';

export type Words = Rendered | { spoken: string };

/** All of them as one text; its SHA-256 is the record's `text_sha256`. */
export const wordsOf = (words: Words): string => ('spoken' in words ? words.spoken : joinLines(words));

/** Those that were agreed to. */
export const sentenceOf = (words: Words): string => ('spoken' in words ? words.spoken : words.sentence);
