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
};

/** @param names as they are published, the first one first */
export function readBegun(names: readonly LogName[], report: Report): Begun[] {
  let index = names[0]?.upTo;
  const found: Begun[] = [];
  for (const name of names.slice(1)) {
    // Of a name whose entries were all lost there is nothing in the tree.
    if (index === undefined || (name.upTo !== undefined && name.upTo <= index)) continue;
    const begun = openingOf(name, index);
    if (begun === undefined) report(finding('succession', 'unopened', name.origin));
    else if (!says(begun.record, name, index, names)) report(finding('succession', 'differs', name.origin));
    else found.push(begun);
    index = name.upTo;
  }
  return found;
}

function openingOf({ begun }: LogName, index: number): Begun | undefined {
  const [nonce, bytes] = [begun?.nonce, begun?.record].map((text) => decodeOnce(text ?? '', 'base64'));
  const read = bytes === undefined ? undefined : readRecord(bytes);
  if (nonce === undefined || bytes === undefined || read?.kind !== 'known') return undefined;
  return read.record.kind === 'log_begun' ? { index, nonce, bytes, record: read.record } : undefined;
}

function says(
  { origin, kept }: Begun['record'],
  name: LogName,
  index: number,
  names: readonly LogName[],
): boolean {
  const isBefore = names.some((one) => one.origin === kept.origin && one.upTo === index);
  return origin === name.origin && kept.size === index && isBefore;
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
