// The prompts of a flow: what a caller may hear, by name, and the slots each may have.
//
//   {what} {business}                          from the flow
//   {ending}                                   the last four digits of the number, one by one; in `ask` alone
//   {stop}                                     the language's own sentence on how to stop
//   {yes} {no} {other} {repeat} {withdraw}     keys
//   {key}                                      the key that chooses a language; in `language` alone

import { z } from 'zod';

export const promptNames = [
  'language',
  'ask',
  'number',
  'number_wrong',
  'wrong_key',
  'silence',
  'recorded',
  'declined',
  'withdrawn',
  'not_recorded',
  'gave_up',
] as const;
export const promptNameSchema = z.enum(promptNames);
export type PromptName = z.infer<typeof promptNameSchema>;

/**
 * What a caller hears of an act that records nothing or ends what was agreed to. Always in the language's own
 * words: a business that could write them could tell a caller who declined that they have agreed.
 */
export const fixedPrompts = ['declined', 'withdrawn', 'not_recorded', 'gave_up'] as const;

export const keyNames = ['yes', 'no', 'other', 'repeat', 'withdraw'] as const;
