// The names of a log and the keys that sign under them: the nth key of the key file is the nth name's. A name
// is used once. Where the state that knew a name was lost, the key file knows it still, and so does the
// journal.

import type { KeyObject } from 'node:crypto';
import { openRecord } from '../core/consent/open-record.ts';
import { openCheckpoint } from '../core/log/checkpoint.ts';
import { ed25519Signer, ed25519Verifier, type NoteSigner } from '../core/log/signed-note.ts';
import { type LogName, nameOf } from '../core/log/succession.ts';
import { formatVerifierKey } from '../core/log/verifier-key.ts';
import type { LogReader, Records } from '../operations/record/store.ts';
import type { Succession } from '../operations/record/succession.ts';
import { type KeyMaterial, keyFileOf } from '../storage/keys/key-file.ts';

/** A name is known under which the log has gone on, and its key is not. */
export class KeyLacking extends Error {}

export type NamedLog = {
  /** Its first name. */
  first: string;
  /** The database has its nth name; the highest that the key file knows may be a later one. */
  n: number;
  highest: number;
  /** The highest whose key may have signed: one that a failure has left over is none of them. */
  used: number;
  /** Who signs under the nth name. @throws Error with a sentence for the operator: its key is lacking */
  signerOf(n: number): NoteSigner;
};

/** @param origin the name that the log has in the database */
export function namedLog(
  origin: string,
  successions: readonly Succession[],
  keys: Pick<KeyMaterial, 'log' | 'successors' | 'unused'>,
  folder: string,
): NamedLog {
  const first = successions[0]?.lastOrigin ?? origin;
  const all: readonly KeyObject[] = [keys.log, ...keys.successors];
  return {
    first,
    n: successions.at(-1)?.n ?? 1,
    highest: all.length,
    used: all.findLastIndex((_, i) => !keys.unused.includes(i + 1)) + 1,
    signerOf(n) {
      const [name, key] = [nameOf(first, n), all[n - 1]];
      if (key !== undefined) return ed25519Signer(name, key);
      throw new KeyLacking(
        `${keyFileOf(folder)} lacks the key of ${name}, under which this log has gone on: put in its place the keys.json ` +
          'of after optmark recover',
      );
    },
  };
}

/**
 * Every name under which something may have been signed, with the public opening of its first record. One
 * that a restore took back ends with the one before it: nothing past that was kept.
 */
export async function namesOf(
  { n, signerOf }: NamedLog,
  successions: readonly Succession[],
  ledger: Records<'byId'> & { log: Pick<LogReader, 'checkpointAt'> },
): Promise<LogName[]> {
  const names = Array.from({ length: n }, async (_, i) => {
    const { key } = signerOf(i + 1);
    const upTo = successions.find((next) => next.n > i + 1)?.size;
    const own = successions.find((one) => one.n === i + 1);
    const begun = await openingOf(own, ledger);
    const isKept = i === 0 || own !== undefined;
    const last = upTo === undefined || !isKept ? undefined : await ledger.log.checkpointAt(upTo);
    const known = {
      ...(upTo !== undefined && { upTo }),
      ...(last && { last: last.note }),
      ...(begun && { begun }),
    };
    return { origin: key.name, vkey: formatVerifierKey(key), ...known };
  });
  return Promise.all(names);
}

/** Undefined where it does not open either: the node serves all the same, and `verify` says why. */
async function openingOf(
  succession: Succession | undefined,
  ledger: Records<'byId'>,
): Promise<LogName['begun']> {
  const stored = succession && (await ledger.records.byId(succession.record));
  if (stored === undefined) return undefined;
  try {
    const { nonce, bytes } = openRecord(ledger, stored);
    return { nonce: nonce.toString('base64'), record: bytes.toString('base64') };
  } catch {
    return undefined;
  }
}

/** A log continued under another key would be a second log, so the node refuses to start instead. */
export async function refuseForeignKeys(
  log: LogReader,
  signer: NoteSigner,
  dataFolder: string,
): Promise<void> {
  const latest = await log.latestCheckpoint();
  if (latest === undefined) return;
  const opened = openCheckpoint(latest.note, {
    origin: signer.key.name,
    logKeys: [ed25519Verifier(signer.key)],
  });
  if (opened.kind === 'opened') return;
  throw new Error(
    `the keys in ${keyFileOf(dataFolder)} are not the ones this database's log was signed with`,
  );
}
