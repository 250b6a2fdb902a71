// The names that Meta uses for a person: a number, a business-scoped id, one of linked portfolios. Each may
// be absent. webhook.ts has the fields they stand in, place by place. `peopleIn` looks everywhere.

import { type Identifier, normalizeIdentifier, valueMax } from '../../core/subject/identifier.ts';
import { type Fields, idOf } from './loose.ts';

/** The fields the names stand in, in this order. */
export type NameFields = readonly [number: string, id: string, parentId: string];

/** Every name that is there and can be one. */
export function named(of: Fields, fields: NameFields): Identifier[] {
  return kinds.flatMap((kind, i) => nameOf(kind, of[fields[i]!]));
}

const kinds = ['wa_id', 'bsuid', 'parent_bsuid'] as const;

/** As other clients of WhatsApp write a number: ‹14155550142:7@s.whatsapp.net›. */
const address = /(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/i;

/** The name, or undefined if no person can have it. */
function nameOf(kind: Identifier['kind'], given: unknown): Identifier[] {
  const text = idOf(given);
  const value = kind === 'wa_id' ? text?.replace(address, '') : text;
  if (value === undefined || value === '' || value.length > valueMax) return [];
  return normalizeIdentifier({ kind, value }).kind === 'refused' ? [] : [{ kind, value }];
}

export const distinct = (names: readonly Identifier[]): Identifier[] =>
  names.filter((one, i) => !isAmong(names.slice(0, i), one));

export const isAmong = (names: readonly Identifier[], name: Identifier): boolean =>
  names.some((one) => isSame(one, name));

/** However it is spelled. */
export function isSame(a: Identifier, b: Identifier): boolean {
  const [one, other] = [normalizeIdentifier(a), normalizeIdentifier(b)];
  return one.kind === other.kind && 'value' in one && 'value' in other && one.value === other.value;
}

const numbers = new Set(['from', 'to', 'recipient_id', 'recipient_participant_id', 'customer', 'input']);

/**
 * `wa_id`, `user_id` and `parent_user_id` with any word before: `previous_user_id`, `new_wa_id`,
 * `from_user_id`.
 */
function kindOf(field: string): Identifier['kind'] | undefined {
  if (numbers.has(field) || field.endsWith('wa_id')) return 'wa_id';
  if (field.endsWith('parent_user_id')) return 'parent_bsuid';
  return field.endsWith('user_id') ? 'bsuid' : undefined;
}

/**
 * Each person whom a body names, in any field of any part, each name once: a kept body must be found when one
 * of them is erased. It does not look for numbers in a text that a person wrote.
 */
export function peopleIn(body: unknown): Identifier[] {
  const found = new Map<string, Identifier>();
  // No recursion: how deep a body is nested is not ours to say.
  const left: unknown[] = [body];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [field, inner] of Object.entries(value)) {
      const kind = kindOf(field);
      if (typeof inner === 'object') left.push(inner);
      if (kind === undefined) continue;
      for (const name of namesIn(inner)) {
        for (const one of nameOf(kind, name)) found.set(`${kind}\0${one.value}`, one);
      }
    }
  }
  return [...found.values()];
}

/** `"…"`, or `{"previous": "…", "current": "…"}` where it has changed. */
function namesIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  const { previous, current } = value as { previous?: unknown; current?: unknown };
  return [previous, current];
}
