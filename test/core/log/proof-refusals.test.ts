import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ConsistencyClaim,
  type InclusionClaim,
  verifyConsistency,
  verifyInclusion,
} from '../../../ledger/core/log/proof.ts';
import { flipBit, leavesOf, naivePath, naiveRoot, naiveSubproof, sha256 } from './sample-log.ts';

const VERIFIED = { kind: 'verified' };
const garbage = sha256(Buffer.from('garbage'));
const emptyRoot = naiveRoot([]);

// Good claims come from the recursion of the specification, not from the prover of the room under test.
function inclusionClaim(index: number, size: number): InclusionClaim {
  const leaves = leavesOf(size);
  return { leafHash: leaves[index]!, index, size, root: naiveRoot(leaves), proof: naivePath(index, leaves) };
}

function consistencyClaim(oldSize: number, newSize: number): ConsistencyClaim {
  const leaves = leavesOf(newSize);
  const [oldRoot, newRoot] = [naiveRoot(leavesOf(oldSize)), naiveRoot(leaves)];
  return { oldSize, oldRoot, newSize, newRoot, proof: naiveSubproof(oldSize, leaves, true) };
}

describe('inclusion claims that are false', () => {
  const cases = [
    [0, 1],
    [0, 8],
    [5, 8],
    [2, 3],
    [6, 7],
    [1, 5],
    [4, 5],
    [200, 299],
    [256, 257],
    [77, 300],
  ] as const;
  // Each family changes one thing about a good claim. Names follow the probes of the reference
  // implementation.
  const families: Record<string, (good: InclusionClaim) => Partial<InclusionClaim>> = {
    'index plus one': ({ index }) => ({ index: index + 1 }),
    'index minus one': ({ index }) => ({ index: index - 1 }),
    'index xor two': ({ index }) => ({ index: index ^ 2 }),
    'size doubled': ({ size }) => ({ size: size * 2 }),
    'size halved': ({ size }) => ({ size: Math.floor(size / 2) }),
    'size zero': () => ({ size: 0 }),
    'wrong leaf': () => ({ leafHash: garbage }),
    'root as leaf': ({ root, size }) => ({ leafHash: size === 1 ? garbage : root }),
    'wrong root': () => ({ root: garbage }),
    'empty root': () => ({ root: emptyRoot }),
    'trailing garbage': ({ proof }) => ({ proof: [...proof, garbage] }),
    'trailing root': ({ proof, root }) => ({ proof: [...proof, root] }),
    'preceding garbage': ({ proof }) => ({ proof: [garbage, ...proof] }),
    'preceding root': ({ proof, root }) => ({ proof: [root, ...proof] }),
    'preceding leaf': ({ proof, leafHash }) => ({ proof: [leafHash, ...proof] }),
    'an empty hash in the proof': ({ proof }) => ({ proof: [...proof, new Uint8Array()] }),
    'a hash of 31 bytes in the proof': ({ proof }) => ({ proof: [...proof.slice(1), garbage.subarray(1)] }),
    'a root of 31 bytes': ({ root }) => ({ root: root.subarray(1) }),
    'a root of no bytes': () => ({ root: new Uint8Array() }),
    'a leaf of 33 bytes': ({ leafHash }) => ({ leafHash: Buffer.concat([leafHash, Uint8Array.of(0)]) }),
    'index not a number': () => ({ index: Number.NaN }),
    'index a fraction': ({ index }) => ({ index: index + 0.5 }),
    'size beyond the safe integers': () => ({ size: 2 ** 53 }),
    'size infinite': () => ({ size: Number.POSITIVE_INFINITY }),
  };

  test.each(Object.keys(families))('%s is refused', (name) => {
    for (const [index, size] of cases) {
      const good = inclusionClaim(index, size);
      expect(verifyInclusion(good)).toEqual(VERIFIED);
      expect(verifyInclusion({ ...good, ...families[name]!(good) }), `${index} of ${size}`).toMatchObject({
        kind: 'refused',
      });
    }
  });

  test('a proof with any hash left out, or any two swapped, is refused', () => {
    for (const [index, size] of cases) {
      const good = inclusionClaim(index, size);
      for (let i = 0; i < good.proof.length; i += 1) {
        const shorter = good.proof.toSpliced(i, 1);
        expect(verifyInclusion({ ...good, proof: shorter })).toMatchObject({ kind: 'refused' });
        if (i === 0) continue;
        const swapped = good.proof.with(i, good.proof[i - 1]!).with(i - 1, good.proof[i]!);
        expect(verifyInclusion({ ...good, proof: swapped })).toEqual({
          kind: 'refused',
          code: 'root-mismatch',
        });
      }
    }
  });

  test('a proof with any one bit turned over is refused, for every leaf up to size 9', () => {
    for (let size = 2; size <= 9; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const good = inclusionClaim(index, size);
        for (let bit = 0; bit < good.proof.length * 256; bit += 1) {
          const proof = good.proof.with(bit >> 8, flipBit(good.proof[bit >> 8]!, bit & 255));
          if (verifyInclusion({ ...good, proof }).kind === 'verified')
            expect.fail(`bit ${bit}, ${index} of ${size}`);
        }
      }
    }
  });

  test('64 hashes are refused before any is hashed', () => {
    const proof = Array.from({ length: 64 }, () => garbage);
    const claim = { leafHash: garbage, index: 0, size: Number.MAX_SAFE_INTEGER, root: garbage, proof };
    expect(verifyInclusion(claim)).toEqual({ kind: 'refused', code: 'proof-too-long' });
  });

  test('the reason says what is wrong', () => {
    const good = inclusionClaim(5, 8);
    const codes = [
      { size: -1 },
      { index: 8 },
      { root: garbage.subarray(1) },
      { proof: good.proof.slice(1) },
      { proof: [...good.proof, garbage] },
      { root: garbage },
    ].map((change) => verifyInclusion({ ...good, ...change }));
    expect(codes.map((result) => result.kind === 'refused' && result.code)).toEqual([
      'size-out-of-range',
      'index-outside-tree',
      'hash-not-32-bytes',
      'proof-wrong-length',
      'proof-wrong-length',
      'root-mismatch',
    ]);
  });
});

describe('consistency claims that are false', () => {
  const cases = [
    [1, 8],
    [6, 8],
    [2, 5],
    [3, 7],
    [4, 8],
    [7, 8],
    [255, 300],
    [256, 300],
    [257, 300],
    [299, 300],
  ] as const;
  const families: Record<string, (good: ConsistencyClaim) => Partial<ConsistencyClaim>> = {
    'old size plus one': ({ oldSize }) => ({ oldSize: oldSize + 1 }),
    'old size minus one': ({ oldSize }) => ({ oldSize: oldSize - 1 }),
    'old size xor two': ({ oldSize }) => ({ oldSize: oldSize ^ 2 }),
    'new size doubled': ({ newSize }) => ({ newSize: newSize * 2 }),
    'new size halved': ({ newSize }) => ({ newSize: Math.floor(newSize / 2) }),
    'sizes swapped': ({ oldSize, newSize }) => ({ oldSize: newSize, newSize: oldSize }),
    'roots swapped': ({ oldRoot, newRoot }) => ({ oldRoot: newRoot, newRoot: oldRoot }),
    'wrong old root': () => ({ oldRoot: garbage }),
    'wrong new root': () => ({ newRoot: garbage }),
    'empty old root': () => ({ oldRoot: emptyRoot }),
    'empty proof': () => ({ proof: [] }),
    'trailing garbage': ({ proof }) => ({ proof: [...proof, garbage] }),
    'trailing old root': ({ proof, oldRoot }) => ({ proof: [...proof, oldRoot] }),
    'trailing new root': ({ proof, newRoot }) => ({ proof: [...proof, newRoot] }),
    'preceding garbage': ({ proof }) => ({ proof: [garbage, ...proof] }),
    'preceding old root': ({ proof, oldRoot }) => ({ proof: [oldRoot, ...proof] }),
    'preceding new root': ({ proof, newRoot }) => ({ proof: [newRoot, ...proof] }),
    'preceding first hash': ({ proof }) => ({ proof: [proof[0]!, ...proof] }),
    'last hash left out': ({ proof }) => ({ proof: proof.slice(0, -1) }),
    'a hash of 31 bytes': ({ proof }) => ({ proof: [...proof.slice(1), garbage.subarray(1)] }),
    'an old root of no bytes': () => ({ oldRoot: new Uint8Array() }),
    'old size a fraction': ({ oldSize }) => ({ oldSize: oldSize + 0.5 }),
    'old size not a number': () => ({ oldSize: Number.NaN }),
    'new size beyond the safe integers': () => ({ newSize: 2 ** 53 }),
    'old size zero with a proof': () => ({ oldSize: 0, oldRoot: emptyRoot }),
    'old size zero with another root': () => ({ oldSize: 0, oldRoot: garbage, proof: [] }),
    'same size with a proof': ({ newSize, newRoot }) => ({ oldSize: newSize, oldRoot: newRoot }),
    'same size with another root': ({ newSize }) => ({ oldSize: newSize, oldRoot: garbage, proof: [] }),
  };

  test.each(Object.keys(families))('%s is refused', (name) => {
    for (const [oldSize, newSize] of cases) {
      const good = consistencyClaim(oldSize, newSize);
      expect(verifyConsistency(good)).toEqual(VERIFIED);
      const claim = { ...good, ...families[name]!(good) };
      expect(verifyConsistency(claim), `${oldSize} to ${newSize}`).toMatchObject({ kind: 'refused' });
    }
  });

  test('a proof with any one bit turned over is refused, for every pair up to size 9', () => {
    for (let newSize = 2; newSize <= 9; newSize += 1) {
      for (let oldSize = 1; oldSize < newSize; oldSize += 1) {
        const good = consistencyClaim(oldSize, newSize);
        for (let bit = 0; bit < good.proof.length * 256; bit += 1) {
          const proof = good.proof.with(bit >> 8, flipBit(good.proof[bit >> 8]!, bit & 255));
          if (verifyConsistency({ ...good, proof }).kind === 'verified')
            expect.fail(`bit ${bit}, ${oldSize} to ${newSize}`);
        }
      }
    }
  });

  test('two empty trees are consistent only with the empty root', () => {
    const [empty, garbageRoot] = [emptyRoot, garbage];
    const claim = { oldSize: 0, oldRoot: empty, newSize: 0, newRoot: empty, proof: [] };
    expect(verifyConsistency(claim)).toEqual(VERIFIED);
    expect(verifyConsistency({ ...claim, newRoot: garbageRoot })).toMatchObject({ code: 'root-mismatch' });
    expect(verifyConsistency({ ...claim, oldRoot: garbageRoot, newRoot: garbageRoot })).toMatchObject({
      code: 'root-mismatch',
    });
  });

  test('64 hashes are refused before any is hashed', () => {
    const proof = Array.from({ length: 64 }, () => garbage);
    const claim = { oldSize: 1, oldRoot: garbage, newSize: Number.MAX_SAFE_INTEGER, newRoot: garbage, proof };
    expect(verifyConsistency(claim)).toEqual({ kind: 'refused', code: 'proof-too-long' });
  });
});

describe('whatever a stranger sends', () => {
  const anyNumber = fc.oneof(fc.integer({ min: -2, max: 20 }), fc.double(), fc.maxSafeInteger());
  const anyHash = fc.oneof(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 40 }));
  const anyProof = fc.array(anyHash, { maxLength: 70 });

  test('an inclusion claim is answered, never thrown at', () => {
    fc.assert(
      fc.property(anyHash, anyNumber, anyNumber, anyHash, anyProof, (leafHash, index, size, root, proof) => {
        const result = verifyInclusion({ leafHash, index, size, root, proof });
        // A tree of one leaf is its leaf: the only claim made of random bytes that can be true.
        if (size !== 1) expect(result.kind).toBe('refused');
      }),
      { numRuns: 500 },
    );
  });

  test('a consistency claim is answered, never thrown at', () => {
    fc.assert(
      fc.property(
        anyNumber,
        anyHash,
        anyNumber,
        anyHash,
        anyProof,
        (oldSize, oldRoot, newSize, newRoot, proof) => {
          const result = verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof });
          // A tree is consistent with itself: the only claim made of random bytes that can be true.
          if (oldSize !== newSize) expect(result.kind).toBe('refused');
        },
      ),
      { numRuns: 500 },
    );
  });
});
