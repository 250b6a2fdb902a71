// What a caller hears, per language: which of them answers for a locale. The words are in <tag>/flow.ts.

import { en } from './en/flow.ts';
import type { FlowStrings } from './flow-strings.ts';
import { flowWords } from './languages.ts';
import { tagsFor } from './locale.ts';

/** English where there are none. */
export const flowStrings = (locale: string): FlowStrings =>
  tagsFor(locale)
    .map((tag) => flowWords[tag])
    .find((words) => words !== undefined) ?? en;
