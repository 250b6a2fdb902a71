// Forms and scripts, per language: which of them answers for a locale. The words are in <tag>/form.ts.

import { en } from './en/form.ts';
import type { FormStrings } from './form-strings.ts';
import { formWords } from './languages.ts';
import { tagsFor } from './locale.ts';

/** English where there are none. */
export const formStrings = (locale: string): FormStrings =>
  tagsFor(locale)
    .map((tag) => formWords[tag])
    .find((words) => words !== undefined) ?? en;
