// JSON text from outside becomes a value. Half a surrogate pair is legal JSON but not Unicode: RFC 8785 cannot encode
// it, so it is refused here, at the edge, before it could spoil a batch.

import { LedgerError } from '../core/error.ts';

const escapedSurrogate = /\\u[dD][89a-fA-F]/;

export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LedgerError('malformed', 'The body is not JSON.');
  }
  // Well-formed text holds no bare surrogate; only an escape can bring one in, and escapes are rare.
  if (escapedSurrogate.test(text)) rejectHalfPairs(value);
  return value;
}

function rejectHalfPairs(value: unknown): void {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'string' && !next.isWellFormed()) {
      throw new LedgerError('malformed', 'The body holds half a surrogate pair, which is not Unicode text.');
    }
    if (typeof next === 'object' && next !== null) left.push(...Object.keys(next), ...Object.values(next));
  }
}
