// The person whom a command is about, as an operator types it: a number, an id of Meta's, or the id that an
// answer gave.

import { text as textOf } from 'node:stream/consumers';
import { z } from 'zod';
import { personNamed } from '../../channels/server/named-person.ts';
import { canonicalNumber } from '../../channels/server/number.ts';
import type { PersonReference } from '../../core/subject/identifier.ts';

/** `-`: from standard input, so that it is not kept in the shell's history. */
export const typedOrPiped = async (typed: string): Promise<string> =>
  typed === '-' ? (await textOf(process.stdin)).trim() : typed;

/** An id of Meta's begins with two capitals and a dot, and no number does. */
export async function personTyped(given: string): Promise<PersonReference> {
  const typed = await typedOrPiped(given);
  const subject = z.uuid().toLowerCase().safeParse(typed).data;
  if (subject !== undefined) return { kind: 'subject', value: subject };
  if (/^[A-Z]{2}\.ENT\./.test(typed)) return personNamed({ parent_bsuid: typed }).canonical;
  if (/^[A-Z]{2}\./.test(typed)) return personNamed({ bsuid: typed }).canonical;
  return { kind: 'number', value: canonicalNumber(typed) };
}
