// Verify here: the proofs of records, computed in the browser by the ledger's own core. Each step keeps its
// inputs, so that a reader can follow and repeat it.
//
// A page made by the party under audit can say no more than "consistent": it is the party's own code. What
// this browser saw of the log before (seen.ts) is the one input that the party did not send now.

import 'node:buffer';
import { openCheckpoint } from '../../core/log/checkpoint.ts';
import { leafHash } from '../../core/log/hash.ts';
import { verifyInclusion } from '../../core/log/proof.ts';
import { ed25519Verifier, parseNote } from '../../core/log/signed-note.ts';
import { parseVerifierKey } from '../../core/log/verifier-key.ts';
import { commit } from '../../core/subject/commitment.ts';
import { count, zoned } from '../parts/moment.ts';
import { verify as words } from '../words/en.ts';
import { type Consistent, consistentWithSeen, type Head, keyKept } from './seen.ts';

type StepName = keyof typeof words.names;
export type Step = {
  name: StepName;
  /** `open`: there is nothing to check it by. */
  state: 'holds' | 'broken' | 'open';
  says: string;
  inputs: [label: string, value: string][];
};

/** What the ledger answers of a record, as far as its proof goes. */
export type Proven = { leaf_index: number; nonce: string; bytes: string; entry: string; inclusion: string[] };

export type Checked = { steps: Step[]; ms: number };

/** The log's keys by the names it has had, as it publishes them. */
export type LogKeys = { vkey: string; names?: { origin: string; vkey: string }[] };

/** A checkpoint with whatever can be said of it; made once for all records that one answer proves. */
export type OpenedHead = { head: Head | undefined; steps: Step[] };

export async function openHead(note: string, keys: LogKeys): Promise<OpenedHead> {
  const read = parseNote(note);
  const origin = read.kind === 'parsed' ? read.value.text.split('\n')[0]! : '';
  const vkey = keys.names?.find((name) => name.origin === origin)?.vkey ?? keys.vkey;
  const key = parseVerifierKey(vkey);
  const opened =
    key.kind === 'parsed'
      ? openCheckpoint(note, { origin: key.value.name, logKeys: [ed25519Verifier(key.value)] })
      : undefined;
  const head = opened?.kind === 'opened' ? { ...opened.checkpoint, note } : undefined;
  const kept = head === undefined || keyKept(head.origin, vkey);
  const signatures = read.kind === 'parsed' ? read.value.signatures : [];
  const others = signatures.filter(({ name }) => name !== origin);
  const checkpoint: Step = {
    name: 'checkpoint',
    state: head !== undefined && kept ? 'holds' : 'broken',
    says:
      head === undefined ? words.said.checkpointBroken : kept ? words.said.checkpoint : words.said.keyChanged,
    inputs: [
      ['checkpoint', note],
      ['vkey', vkey],
    ],
  };
  const witnesses: Step = {
    name: 'witnesses',
    // Their keys are not known here, so their lines say no more than that they are there.
    state: 'open',
    says: others.length === 0 ? words.said.noWitness : words.said.witnesses(others.length),
    inputs: others.map(({ name, id }): [string, string] => [name, id.toString(16).padStart(8, '0')]),
  };
  const seen = head === undefined ? undefined : await consistentWithSeen(head);
  return { head, steps: [checkpoint, witnesses, consistency(seen)] };
}

function consistency(seen: Consistent | undefined): Step {
  const step = (state: Step['state'], says: string, inputs: Step['inputs'] = []): Step => ({
    name: 'consistency',
    state,
    says,
    inputs,
  });
  switch (seen?.kind) {
    case 'consistent':
      return step('holds', words.said.consistent(zoned(seen.at)), [
        ['sizes', `${count(seen.from)} → ${count(seen.to)}`],
        ...seen.proof.map((hash, i): [string, string] => [`hash ${i + 1}`, hex(hash)]),
        ['older checkpoint', seen.older],
      ]);
    case 'inconsistent':
      return step('broken', words.said.inconsistent, [
        ['seen before', seen.older],
        ['shown now', seen.newer],
      ]);
    case 'first':
      return step('open', words.said.first);
    case 'renamed':
      return step('open', words.said.renamed, [['seen before', seen.older]]);
    default:
      return step('open', words.said.unread);
  }
}

/** In the order of the argument: this record, this entry, this tree, these signatures, this history. */
export function check(record: Proven, { head, steps }: OpenedHead): Checked {
  const from = performance.now();
  const bytes = Buffer.from(record.bytes, 'base64');
  const nonce = Buffer.from(record.nonce, 'base64');
  const entry = Buffer.from(record.entry, 'base64');
  const made = committed(nonce, bytes);
  const opens = made?.equals(entry) === true;
  const hash = leafHash(entry);
  const proof = record.inclusion.map((one) => Buffer.from(one, 'base64'));
  const { leaf_index: index } = record;
  const included =
    head !== undefined &&
    verifyInclusion({ leafHash: hash, index, size: head.size, root: head.root, proof }).kind === 'verified';
  const opening: Step = {
    name: 'opening',
    state: opens ? 'holds' : 'broken',
    says: opens ? words.said.opening : words.said.openingBroken,
    inputs: [
      ['log holds', hex(entry)],
      ['row gives', hex(made)],
      ['0x01 ‖ HMAC-SHA256(nonce, record)', `nonce ${hex(nonce)}, record of ${count(bytes.length)} bytes`],
    ],
  };
  const inclusion: Step = {
    name: 'inclusion',
    state: included ? 'holds' : 'broken',
    says: included
      ? words.said.inclusion(count(index), count(head.size))
      : words.said.inclusionBroken(count(index)),
    inputs: [
      ['SHA-256(0x00 ‖ entry)', hex(hash)],
      ...proof.map((one, i): [string, string] => [`hash ${i + 1}`, hex(one)]),
      ['root', hex(head?.root)],
    ],
  };
  return { steps: [opening, inclusion, ...steps], ms: Math.max(1, Math.round(performance.now() - from)) };
}

/** Of the record itself: a fault of the log is no one record's. -1: there is none. */
export const failure = ({ steps }: Checked): number =>
  steps.findIndex(({ name, state }) => state === 'broken' && (name === 'opening' || name === 'inclusion'));

/** The log itself contradicts what was signed, or what this browser saw. */
export const logFails = ({ steps }: OpenedHead): boolean => steps.some(({ state }) => state === 'broken');

function committed(nonce: Buffer, bytes: Buffer): Buffer | undefined {
  try {
    return commit(nonce, bytes);
  } catch {
    return undefined;
  }
}

const hex = (bytes: Uint8Array | undefined): string =>
  bytes === undefined ? '' : Buffer.from(bytes).toString('hex');
