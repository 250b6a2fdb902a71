// What anybody may check of a placed record, with nothing but the log's public key.

import { expect } from 'vitest';
import { type OpenedCheckpoint, openCheckpoint } from '../../../ledger/core/log/checkpoint.ts';
import { leafHash } from '../../../ledger/core/log/hash.ts';
import { verifyInclusion } from '../../../ledger/core/log/proof.ts';
import { ed25519Verifier } from '../../../ledger/core/log/signed-note.ts';
import { parseVerifierKey } from '../../../ledger/core/log/verifier-key.ts';
import type { Placed } from '../../../ledger/operations/append/draft.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';

export function opened({ origin, keys }: Ledger, note: string): OpenedCheckpoint['checkpoint'] {
  const key = parseVerifierKey(keys.vkey);
  if (key.kind === 'refused') throw new Error(key.code);
  const read = openCheckpoint(note, { origin, logKeys: [ed25519Verifier(key.value)] });
  if (read.kind === 'refused') throw new Error(read.code);
  return read.checkpoint;
}

type Proven = Pick<Placed, 'entry' | 'leafIndex' | 'treeSize' | 'inclusion' | 'checkpoint'>;

export function expectProven(ledger: Ledger, { entry, leafIndex, inclusion, ...placed }: Proven): void {
  const { size, root } = opened(ledger, placed.checkpoint);
  expect(size).toBe(placed.treeSize);
  const claim = { leafHash: leafHash(entry), index: leafIndex, size, root, proof: inclusion };
  expect(verifyInclusion(claim)).toEqual({ kind: 'verified' });
}
