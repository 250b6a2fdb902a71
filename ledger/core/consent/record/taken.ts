// How staff took a consent down, in plain words: for the business and its auditors; the person's page has its
// own. What is on file is on file at the business, and the record names it by its hash alone.

import type { Evidence } from '../evidence.ts';
import type { OptInRecord } from '../record.ts';

/** Undefined: no member of staff did. */
export function takenWords({ channel, evidence, checked_by: checkedBy }: OptInRecord): string | undefined {
  const checked = checkedBy === undefined ? [] : ['confirmed by a second member of staff'];
  if (channel === 'paper') return [...onPaper(evidence as Evidence<'paper'>), ...checked].join(', ');
  if (channel === 'agent') return [...spoken(evidence as Evidence<'agent'>), ...checked].join(', ');
  return undefined;
}

function onPaper({ place, taken_by: staff, line }: Evidence<'paper'>): string[] {
  return [
    'on paper',
    ...takenAt(place, staff),
    line === undefined ? 'scan on file' : `scan on file, line ${line}`,
  ];
}

function spoken({ place, agent, spoken: how, recording_sha256: hash }: Evidence<'agent'>): string[] {
  const said = how === undefined ? 'spoken' : how === 'by_phone' ? 'spoken on the phone' : 'spoken in person';
  return [said, ...takenAt(place, agent), hash === undefined ? 'no recording' : 'recording on file'];
}

function takenAt(place: string | undefined, staff: string | undefined): string[] {
  if (place === undefined && staff === undefined) return [];
  const where = place === undefined ? '' : ` at ${place}`;
  return [`taken${where}${staff === undefined ? '' : ` by ${staff}`}`];
}
