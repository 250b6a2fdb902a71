// The choice made in a form (a flow), or the JSON in a button's payload: ids alone. Text that a person writes
// into a field of a form answers its question, and nothing else.
//
//   {"choice": "0_Unsubscribe"}, {"screen": {"choice": ["unsubscribe"]}}, {"opt_out": true}, {"action":
//    "unsubscribe"}

import { isOptOutId, tapped } from './tap.ts';
import type { Said } from './words.ts';

/** Levels of lists and objects, and things in them: more are no form. */
const [depthMax, thingsMax] = [4, 1000];

/** @param given JSON text, or the value it would give */
export function chosenIn(given: unknown): Said[] {
  const chosen: string[] = [];
  let level = [typeof given === 'string' ? parsed(given) : given];
  for (let depth = 0; depth < depthMax && level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const one of level.slice(0, thingsMax)) {
      if (typeof one !== 'object' || one === null) continue;
      for (const [name, value] of Object.entries(one)) {
        if (typeof value === 'object') next.push(value);
        else if (typeof value === 'string' && isOptOutId(idIn(value))) chosen.push(idIn(value));
        // "stop" may be one of a bus.
        else if (isYes(value) && name !== 'stop' && isOptOutId(name)) chosen.push(name);
      }
    }
    level = next;
  }
  return chosen.flatMap((id) => tapped(id, '') ?? []);
}

/** Of a list made in Meta's editor, each id has its place before it: ‹0_Unsubscribe›. */
const idIn = (value: string): string => value.replace(/^\d{1,3}_/, '');

const isYes = (value: unknown): boolean => /^(?:true|yes|1|on)$/i.test(String(value));

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
