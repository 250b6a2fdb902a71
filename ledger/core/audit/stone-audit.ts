// Is each stone found again? The state of an erased person is made again from it, so a row that is lacking
// would forget a stop, and one made by hand would keep a person from ever being judged.

import type { Report } from './audit-log.ts';
import { finding } from './finding.ts';

/** A record that holds the stone of a subject. */
export type StonePlace = { readonly subject: string; readonly record: string };

const nameOf = ({ subject, record }: StonePlace) => `subject ${subject}, record ${record}`;

export function auditStones(due: readonly StonePlace[], stored: readonly StonePlace[], report: Report): void {
  const [places, rows] = [new Set(due.map(nameOf)), new Set(stored.map(nameOf))];
  for (const place of places) if (!rows.has(place)) report(finding('stone', 'missing', place));
  for (const row of rows) if (!places.has(row)) report(finding('stone', 'unexplained', row));
}
