// What someone types into the one field of a search: whom or what it may mean. Nothing is refused: what reads
// as nothing is found nowhere.

import { z } from 'zod';
import { type CanonicalIdentifier, normalizeIdentifier, valueMax } from '../../core/subject/identifier.ts';
import { bareDigits, readingsAnywhere } from '../../core/subject/number.ts';
import { stoppingIn } from '../import/number-cell.ts';
import { messageIdIn } from './sent-message.ts';

export const searchedMax = valueMax;

export type Searched = {
  /** Of a person, a record or a permit. */
  id?: string;
  /** What a person may be called, the likeliest first. */
  names: CanonicalIdentifier[];
  /** Meta's id of a message. */
  message?: string;
};

/** @param callingCode of the business's country, where it has said so */
export function searchedIn(typed: string, callingCode: string | undefined): Searched {
  const text = typed.replaceAll(/^[\s\p{Cf}"'<]+|[\s\p{Cf}"'>]+$/gu, '');
  const id = z.uuid().toLowerCase().safeParse(text).data;
  if (id !== undefined) return { id, names: [] };
  if (text.startsWith('wamid.')) return { names: [], message: text };
  const message = messageIdIn(text);
  return { names: namesMeant(text, callingCode), ...(message !== undefined && { message }) };
}

function namesMeant(text: string, callingCode: string | undefined): CanonicalIdentifier[] {
  const names = new Map<string, CanonicalIdentifier>();
  for (const kind of ['number', 'wa_id', 'bsuid', 'parent_bsuid'] as const) {
    const name = normalizeIdentifier({ kind, value: text });
    if (name.kind !== 'refused') names.set(`${name.kind} ${name.value}`, name);
  }
  const atHome = callingCode === undefined ? [] : stoppingIn(text, callingCode);
  const digits = bareDigits(text);
  const read = [
    ...('rule' in atHome ? [] : atHome.map(({ number }) => number)),
    ...(digits === undefined ? [] : readingsAnywhere(digits)),
  ];
  for (const value of read) names.set(`number ${value}`, { kind: 'number', value });
  return [...names.values()];
}
