// A separate part: what the widget needs once the person types a number. It keeps the loaded plans, one file
// per calling code.

import { loadData } from '../verified-data.ts';
import type { Typed } from './number-field.ts';
import { placeOf, preparePlace } from './place.ts';
import { type Plan, plansOver } from './plans.ts';
import { type Reading, readNumber } from './reading.ts';

export { placeOf } from './place.ts';
export { question, styles, write } from './question.ts';

declare const OPTMARK_CALLING_CODES: string;

/** Null: it did not load. */
const loaded = new Map<string, Plan | null>();
const loading = new Map<string, Promise<void>>();
/** The plans that the last reading lacked. */
const missing = new Set<string>();

const plans = plansOver(OPTMARK_CALLING_CODES, (code) => {
  const plan = loaded.get(code);
  if (plan === undefined) missing.add(code);
  return plan ?? undefined;
});

export const { grouped } = plans;

/** Reads with the plans at hand. `prepare` loads the rest. */
export function read(typed: Typed): Reading {
  const { text, input } = typed;
  // What the page itself hands over is no slip: one of before its plan changed is that number.
  const meant =
    input !== undefined ? text : text.replace(/^\+(\d+)$/, (_, digits: string) => `+${plans.today(digits)}`);
  return readNumber(meant, placeOf(typed), plans);
}

/** Whether all is here that reading it takes, or has failed to come. */
export function isRead(typed: Typed): boolean {
  missing.clear();
  read(typed);
  return missing.size === 0;
}

/** Loads what reading this number takes, each file once; what failed is tried again. Never rejects. */
export async function prepare(typed: Typed): Promise<void> {
  for (const [code, plan] of loaded) if (plan === null) loaded.delete(code);
  await preparePlace(typed);
  // One plan may show that another is needed, for a number with a second calling code.
  for (;;) {
    missing.clear();
    read(typed);
    if (missing.size === 0) return;
    await Promise.all([...missing].map(load));
  }
}

function load(code: string): Promise<void> {
  const plan = loading.get(code) ?? fetchPlan(code);
  loading.set(code, plan);
  return plan;
}

async function fetchPlan(code: string): Promise<void> {
  // Without the plan, the ledger judges.
  const plan = loadData(`numbers/${code}`).then(
    (found) => found as Plan,
    () => null,
  );
  loaded.set(code, await plan);
  loading.delete(code);
}
