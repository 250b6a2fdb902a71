// No address and no number of a person in what a list says of itself: it stands in the records of others, and
// whose it were could not have it erased.

import { sourceSchema } from '../../core/import/list-source.ts';
import { isContact } from '../server/assisted.ts';

/** Days and years, which are digits as well: "forms of 01.05.2023 - 31.12.2023". */
const days =
  /(?<!\d)(?:(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|[12]\d|3[01])[-./](?:19|20)\d\d|(?:19|20)\d\d\s*[-\u2013/]\s*(?:(?:19|20)\d\d|\d\d))(?!\d)/g;

/** @param number of the person of the row, in E.164; '' where it is not known */
export const holdsContact = (text: string, number: string): boolean =>
  isContact(text.replaceAll(days, 'x'), number);

/** Who gathered a list, how and where, without a word of whom to reach. */
export const listSourceSchema = sourceSchema.refine((source) => !holdsContact(source, ''), {
  error: 'This holds an e-mail address or a telephone number; say who gathered the list by a name.',
  params: { rule: 'source_reference' },
});
