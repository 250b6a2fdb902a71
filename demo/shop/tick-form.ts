// The boxes of a form at the shop's server: what the widget signed or, where its script did not run, the
// plain wish to be asked.

import { randomUUID } from 'node:crypto';
import { askedNotices, tickFields } from './asked-notices.ts';
import type { Tick } from './book/tick.ts';
import { askMe } from './pages/opt-in.ts';

/** Longer than any honest one, and the most that the ledger takes. */
const jwsMax = 16 * 1024;

export function parseTicks(form: FormData, from: { customer: string; order?: string; at: string }): Tick[] {
  return askedNotices.flatMap((notice): Tick[] => {
    // A box that the customer ticked before the script ran is still in the form, beside what the widget
    // signed.
    const values = form.getAll(tickFields[notice]).filter((value) => typeof value === 'string');
    const jws = values.find((value) => value.length <= jwsMax && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value));
    if (jws === undefined && !values.includes(askMe)) return [];
    return [{ kind: 'tick', id: randomUUID(), notice, ...from, ...(jws !== undefined && { jws }) }];
  });
}
