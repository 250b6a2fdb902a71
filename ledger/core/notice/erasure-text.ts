// What a person writes to a business in WhatsApp to be erased: one sentence, in any language of their page.
// A link that fills it in can be sent around, so the text itself says what it asks for, and no other text
// will do. It needs no code: Meta signs from which number it comes.
//
//   Please erase everything you have recorded about me. This number is mine.

import { erasureLanguages } from '../language/erasure-languages.ts';
import { bare } from './proof-text.ts';

const texts = new Set(Object.values(erasureLanguages).map(({ message }) => bare(message)));

/** Whether the person has written this and nothing else. */
export const isErasureText = (written: string): boolean => texts.has(bare(written));
