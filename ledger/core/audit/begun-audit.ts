// Why, and from where, does a log go on under another name? The opening of the record that says so is public:
// its entry is the first under that name, and what it says was kept is the tree of the entries before it.

import { decodeOnce } from '../base64url.ts';
import { type RecordOf, readRecord } from '../consent/record.ts';
import { sameHash } from '../log/hash.ts';
import type { LogName } from '../log/succession.ts';
import { opens } from '../subject/commitment.ts';
import type { Report } from './audit-log.ts';
import { finding } from './finding.ts';

/** An opening that says what it must; whether it is that of the entry `index` is still to be seen. */
export type Begun = {
  readonly index: number;
  readonly nonce: Uint8Array;
  readonly bytes: Uint8Array;
  readonly record: RecordOf<'log_begun'>;
  /** The names before it, since the one it goes on from, of which nothing is left. */
  readonly lost: readonly string[];
};

/** @param names as they are published, the first one first */
export function readBegun(names: readonly LogName[], report: Report): Begun[] {
  const found: Begun[] = [];
  let [before] = names;
  // Of a name whose entries were all lost nothing is in the tree. The record of the next one says why.
  let lost = before?.upTo === 0 ? [before.origin] : [];
  for (const name of names.slice(1)) {
    const index = before?.upTo;
    if (before === undefined || index === undefined) continue;
    if (name !== names.at(-1) && name.upTo === index) {
      lost.push(name.origin);
      continue;
    }
    const begun = openingOf(name, index);
    if (begun === undefined) report(finding('succession', 'unopened', name.origin));
    else if (!says(begun.record, name, before)) report(finding('succession', 'differs', name.origin));
    else found.push({ ...begun, lost });
    // Where a key is replaced as planned, nothing is lost.
    if (begun?.record.why === 'key_rotated')
      for (const origin of lost) report(finding('succession', 'lost_unsaid', origin));
    [before, lost] = [name, []];
  }
  return found;
}

function openingOf({ begun }: LogName, index: number): Omit<Begun, 'lost'> | undefined {
  const [nonce, bytes] = [begun?.nonce, begun?.record].map((text) => decodeOnce(text ?? '', 'base64'));
  const read = bytes === undefined ? undefined : readRecord(bytes);
  if (nonce === undefined || bytes === undefined || read?.kind !== 'known') return undefined;
  return read.record.kind === 'log_begun' ? { index, nonce, bytes, record: read.record } : undefined;
}

function says({ origin, kept }: Begun['record'], name: LogName, before: LogName): boolean {
  const ends = name.upTo === undefined || name.upTo > kept.size;
  return origin === name.origin && kept.origin === before.origin && kept.size === before.upTo && ends;
}

/**
 * @param entry at its index; undefined where the log ends before it
 * @param root of the tree up to it
 */
export function auditBegun(
  { nonce, bytes, record: { origin, kept } }: Begun,
  entry: Uint8Array | undefined,
  root: Uint8Array,
  report: Report,
): void {
  if (entry === undefined || !opens(entry, nonce, bytes))
    report(finding('succession', 'does_not_open', origin));
  else if (!sameHash(root, Buffer.from(kept.root, 'base64')))
    report(finding('succession', 'not_kept', origin));
}
