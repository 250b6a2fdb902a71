// What a caller hears, in one language: spoken prose, said by a voice. No addresses, short sentences, and
// "your orders" where a page says "my orders". "WhatsApp", STOP and START stay as they are in every script,
// and what stands in braces is filled in (core/flow/prompt.ts).
//
// Digits are digits: a voice reads them, and a caller looks for them on the keys.

import type { PromptName } from '../flow/prompt.ts';

/** Each prompt; `ask` is made of the sentences below, as far as the flow offers what they say. */
export type FlowStrings = Record<Exclude<PromptName, 'ask'>, string> & {
  /** What is asked, how to stop, and the keys for yes and no. */
  ask: string;
  /** Said in `{stop}`. */
  stop: string;
  ask_other: string;
  ask_withdraw: string;
  ask_repeat: string;
  /**
   * Tells words that a person says of what is their own: a voice that speaks so means its business. Left out
   * where the language says it by an ending that other words have too.
   */
  firstPerson?: RegExp;
  /** False for a translation that no person who reads the language has reviewed; a publication says so. */
  reviewed: boolean;
};
