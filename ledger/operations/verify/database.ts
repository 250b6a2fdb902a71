// Is this ledger true? For an operator who holds the database and the keys: it computes everything stored
// again and compares (core/audit/audit-ledger.ts).
//
// All rows must be as of one moment. It writes nothing and shows no person's record.

import type { KeyObject } from 'node:crypto';
import { auditLedger } from '../../core/audit/audit-ledger.ts';
import type { Report, StoredCheckpoint } from '../../core/audit/audit-log.ts';
import { finding } from '../../core/audit/finding.ts';
import { claimedCheckpoint, openCheckpoint } from '../../core/log/checkpoint.ts';
import { sameHash } from '../../core/log/hash.ts';
import { ed25519Verifier } from '../../core/log/signed-note.ts';
import { type LogTrust, trustAt } from '../../core/log/succession.ts';
import { formatVerifierKey, isKeyName, TYPE_ED25519, verifierKeyOf } from '../../core/log/verifier-key.ts';
import type { MacKeys } from '../../core/mac.ts';
import type { Pepper } from '../../core/subject/tag.ts';
import { readAhead } from '../in-turn.ts';
import { counted, type Progress } from '../progress.ts';
import type { LogReader, RecordStore } from '../record/store.ts';
import type { Succession, Successions } from '../record/succession.ts';
import type { SetupStore } from '../setup/store.ts';
import type { LedgerSnapshot } from './sources.ts';
import { isTakenBack, rowOf } from './url.ts';

/** Rows a page; a tenth of a second of work. */
const entriesAtOnce = 1024;
const recordsAtOnce = 512;
const peopleAtOnce = 512;

/** Everything that is stored, as of one moment. */
export type StoredLedger = {
  readonly snapshot: LedgerSnapshot;
  readonly log: Pick<LogReader, 'latestCheckpoint' | 'checkpointAt'>;
  readonly records: Pick<RecordStore, 'scan'>;
  readonly setup: Pick<SetupStore, 'businesses'>;
  readonly successions: Successions;
};

export type LedgerToVerify = {
  readonly stored: StoredLedger;
  readonly keys: {
    /** The log's Ed25519 key under its first name. Its public half is enough. */
    readonly log: KeyObject;
    /** Those of the names after it. */
    readonly successors: readonly KeyObject[];
    readonly master: Buffer;
    readonly peppers: readonly Pepper[];
    readonly macs: MacKeys;
  };
  /** A checkpoint note that was seen elsewhere. */
  readonly since?: string;
};

export type VerifiedLedger = {
  readonly origin: string;
  readonly size: number;
  readonly people: number;
  /** Records that this release does not know, and people it could not judge because of them. */
  readonly unknown: number;
  readonly unjudged: number;
};

export async function verifyDatabase(
  { stored, keys, since }: LedgerToVerify,
  report: Report,
  progress: Progress,
): Promise<VerifiedLedger> {
  const { snapshot, records } = stored;
  const head = await snapshot.head();
  const successions = await stored.successions.all();
  const { origin, ...trust } = await trustIn(stored, keys, successions, head.origin);
  const { size } = head;
  const { size: entries, ...audited } = await auditLedger(
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
      reviews: await snapshot.reviews(),
      flows: await snapshot.flows(),
      templates: await snapshot.templates(),
      setup: await snapshot.setup(),
      stones: await snapshot.stones(),
      spentOnNothing: await snapshot.spentOnNothing(),
      register: {
        rows: readAhead(snapshot.registerRows(recordsAtOnce)),
        ...(await snapshot.registerFilled()),
      },
      boundRows: () => readAhead(snapshot.boundRows()),
      schema: await snapshot.schema(),
      releases: await snapshot.releases(),
      releaseFiles: () => readAhead(snapshot.releaseFiles()),
      successions,
      recoveries: await stored.successions.recoveries(),
    },
    { trust: { origin, ...trust }, master: keys.master, peppers: keys.peppers, macs: keys.macs },
    report,
  );
  auditKeysOfNames(keys, successions, report);
  if (since !== undefined) await compareWith(rowOf(since), stored.log, { origin, ...trust }, size, report);
  const { people, unknown, unjudged } = audited;
  return { origin, size: entries, people, unknown, unjudged };
}

/** Each commit stores its checkpoint; that the stored one is of these entries is seen to above. */
async function compareWith(
  seen: StoredCheckpoint,
  log: StoredLedger['log'],
  trust: LogTrust,
  size: number,
  report: Report,
): Promise<void> {
  if (isTakenBack(seen, trust, report)) return;
  const where = `size ${seen.size}`;
  const opened = openCheckpoint(seen.note, trustAt(trust, seen.size));
  if (opened.kind === 'refused') return report(finding('checkpoint', 'signature', where, opened.code));
  if (seen.size > size) return report(finding('checkpoint', 'ahead', where));
  const own = await log.checkpointAt(seen.size);
  if (own === undefined || !sameHash(own.root, seen.root)) report(finding('checkpoint', 'of_another', where));
}

/** The keys are ours, the names and sizes stored: that they are the log's, its own records say. */
async function trustIn(
  stored: StoredLedger,
  keys: LedgerToVerify['keys'],
  successions: readonly Succession[],
  headOrigin: string,
): Promise<LogTrust> {
  const key = keyOf(keys, successions.at(-1));
  const origin = await signedOrigin(stored, key, headOrigin);
  const before = successions.map(({ lastOrigin, size: upTo }, i) => {
    return {
      upTo,
      trust: { origin: lastOrigin, logKeys: [verifierFor(lastOrigin, keyOf(keys, successions[i - 1]))] },
    };
  });
  const logKeys = [verifierFor(origin, key)];
  return { origin, logKeys, ...(before.length > 0 && { before }) };
}

/** A key that is not there makes the checkpoints false, and is a finding of its own. */
const keyOf = ({ log, successors }: LedgerToVerify['keys'], succession: Succession | undefined): KeyObject =>
  [log, ...successors][(succession?.n ?? 1) - 1] ?? log;

/** Strangers are told these keys (`/log/keys.json`); no record names them. */
function auditKeysOfNames(keys: LedgerToVerify['keys'], successions: readonly Succession[], report: Report) {
  for (const [i, row] of successions.entries()) {
    const before = verifierFor(row.lastOrigin, keyOf(keys, successions[i - 1]));
    const after = verifierFor(row.origin, keyOf(keys, row));
    const isSo = row.lastVkey === formatVerifierKey(before.key) && row.vkey === formatVerifierKey(after.key);
    if (!isSo) report(finding('succession', 'differs', row.origin));
  }
}

/**
 * The name that the log signs under: that of the newest checkpoint, if our key signed it. So a head with a
 * changed origin is one finding, and does not make every checkpoint false.
 */
async function signedOrigin({ log }: StoredLedger, key: KeyObject, headOrigin: string): Promise<string> {
  const latest = await log.latestCheckpoint();
  const inside = latest && claimedCheckpoint(latest.note);
  if (latest === undefined || inside?.kind !== 'parsed' || !isKeyName(inside.value.origin)) return headOrigin;
  const { origin } = inside.value;
  const opened = openCheckpoint(latest.note, { origin, logKeys: [verifierFor(origin, key)] });
  return opened.kind === 'opened' ? origin : headOrigin;
}

function verifierFor(origin: string, key: KeyObject) {
  // A changed head may hold any text. Under a name that no key can have, no checkpoint verifies.
  return ed25519Verifier(verifierKeyOf(isKeyName(origin) ? origin : 'unnamed', TYPE_ED25519, key));
}
