// Is this ledger true? The view of whoever holds database and keys: everything that is stored, computed again and
// compared (core/audit/audit-ledger.ts).
//
// All rows must be given as of one moment. Nothing is written, and nobody's record is shown.

import type { KeyObject } from 'node:crypto';
import { auditLedger } from '../../core/audit/audit-ledger.ts';
import type { Report } from '../../core/audit/audit-log.ts';
import { openCheckpoint, parseCheckpoint } from '../../core/log/checkpoint.ts';
import { ed25519Verifier, parseNote } from '../../core/log/signed-note.ts';
import { isKeyName, TYPE_ED25519, verifierKeyOf } from '../../core/log/verifier-key.ts';
import type { Pepper } from '../../core/subject/tag.ts';
import { readAhead } from '../in-order.ts';
import type { LedgerSnapshot, LogReader, RecordStore, SetupStore } from '../ports.ts';
import { counted, type Progress } from '../progress.ts';

/** Rows a page; a tenth of a second of work. */
const entriesAtOnce = 1024;
const recordsAtOnce = 512;
const peopleAtOnce = 512;

/** Everything that is stored, as of one moment. */
export type StoredLedger = {
  readonly snapshot: LedgerSnapshot;
  readonly log: Pick<LogReader, 'latestCheckpoint'>;
  readonly records: Pick<RecordStore, 'scan'>;
  readonly setup: Pick<SetupStore, 'businesses'>;
};

export type LedgerToVerify = {
  readonly stored: StoredLedger;
  readonly keys: {
    /** The log's Ed25519 key; its public half is enough. */
    readonly log: KeyObject;
    readonly master: Buffer;
    readonly peppers: readonly Pepper[];
  };
};

export type VerifiedLedger = { readonly origin: string; readonly size: number; readonly people: number };

export async function verifyDatabase(
  { stored, keys }: LedgerToVerify,
  report: Report,
  progress: Progress,
): Promise<VerifiedLedger> {
  const { snapshot, records } = stored;
  const head = await snapshot.head();
  const origin = await signedOrigin(stored, keys.log, head.origin);
  const trust = { origin, logKeys: [verifierFor(origin, keys.log)] };
  const { size } = head;
  const { size: entries, people } = await auditLedger(
    {
      head,
      entries: () =>
        counted(readAhead(snapshot.entries(entriesAtOnce)), (done) => progress('log', done, size)),
      checkpoints: () => readAhead(snapshot.checkpoints()),
      tiles: () => snapshot.tiles(),
      rowsByIndex: () =>
        counted(readAhead(records.scan('index', recordsAtOnce)), (done) => progress('records', done, size)),
      rowsBySubject: () =>
        counted(readAhead(records.scan('subject', recordsAtOnce)), (done) => progress('people', done, size)),
      people: () => readAhead(snapshot.people(peopleAtOnce)),
      businesses: await stored.setup.businesses(),
      notices: await snapshot.notices(),
      retirements: await snapshot.retirements(),
      templates: await snapshot.templates(),
      spentOnNothing: await snapshot.spentOnNothing(),
    },
    { trust, master: keys.master, peppers: keys.peppers },
    report,
  );
  return { origin, size: entries, people };
}

/**
 * The name the log signs under: what the newest checkpoint says, if our key signed that. So a head whose origin was
 * changed is one finding, and not every checkpoint false.
 */
async function signedOrigin({ log }: StoredLedger, key: KeyObject, headOrigin: string): Promise<string> {
  const latest = await log.latestCheckpoint();
  const note = latest === undefined ? undefined : parseNote(latest.note);
  const inside = note?.kind === 'parsed' ? parseCheckpoint(note.value.text) : undefined;
  if (latest === undefined || inside?.kind !== 'parsed' || !isKeyName(inside.value.origin)) return headOrigin;
  const { origin } = inside.value;
  const opened = openCheckpoint(latest.note, { origin, logKeys: [verifierFor(origin, key)] });
  return opened.kind === 'opened' ? origin : headOrigin;
}

function verifierFor(origin: string, key: KeyObject) {
  // A head may say anything by now; under a name no key can have, no checkpoint verifies.
  return ed25519Verifier(verifierKeyOf(isKeyName(origin) ? origin : 'unnamed', TYPE_ED25519, key));
}
