// Are the tables and their guards as the migrations made them? A guard that is gone changes no row, and lets
// rows be changed.

import type { Report } from './audit-log.ts';
import { finding } from './finding.ts';

/** Definitions by name. */
export type Schema = {
  readonly is: ReadonlyMap<string, string>;
  readonly mustBe: ReadonlyMap<string, string>;
};

export function auditSchema({ is, mustBe }: Schema, report: Report): void {
  for (const [name, definition] of mustBe) {
    const found = is.get(name);
    if (found === undefined) report(finding('schema', 'missing', name));
    else if (found !== definition) report(finding('schema', 'differs', name));
  }
  for (const name of is.keys()) {
    if (!mustBe.has(name)) report(finding('schema', 'unexpected', name));
  }
}
