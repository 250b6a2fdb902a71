// Everybody whom a webhook names, by whatever name and wherever in it: what is kept of it must be found when one of them is
// erased. Names are known by their fields, as Meta calls them; numbers within a text somebody wrote are not looked for.

import { type Identifier, normalizeIdentifier } from '../../core/subject/identifier.ts';

const kinds = new Map<string, Identifier['kind']>([
  ...['wa_id', 'from', 'to', 'recipient_id', 'customer'].map((field) => [field, 'wa_id'] as const),
  ...['user_id', 'from_user_id', 'recipient_user_id'].map((field) => [field, 'bsuid'] as const),
  ...['parent_user_id', 'from_parent_user_id', 'recipient_parent_user_id'].map(
    (field) => [field, 'parent_bsuid'] as const,
  ),
]);

/** Each name once; what can be none is passed over. */
export function peopleIn(body: unknown): Identifier[] {
  const found = new Map<string, Identifier>();
  // No recursion: how deep a body is nested is not ours to say.
  const left: unknown[] = [body];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [field, inner] of Object.entries(value)) {
      const kind = kinds.get(field);
      for (const name of kind === undefined ? [] : namesIn(inner)) {
        const identifier: Identifier = { kind: kind!, value: name };
        if (normalizeIdentifier(identifier).kind !== 'refused') found.set(`${kind}\0${name}`, identifier);
      }
      left.push(inner);
    }
  }
  return [...found.values()];
}

/** `"…"`, or `{"previous": "…", "current": "…"}` where it has changed. */
function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const { previous, current } = value as { previous?: unknown; current?: unknown };
  return [previous, current].filter((name) => typeof name === 'string');
}
