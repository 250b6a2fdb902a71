import { describe, expect, test } from 'vitest';
import { emptyRoot, leafHash, nodeHash, sameHash } from '../../../ledger/core/log/hash.ts';
import rfc6962 from '../../vectors/rfc6962.json' with { type: 'json' };
import tlogProofs from '../../vectors/tlog-proofs.json' with { type: 'json' };
import { hex } from './sample-log.ts';

describe('hashes of the tree', () => {
  test('leaf hashes are those of the Certificate Transparency reference', () => {
    const hashes = rfc6962.leaves_hex.map((leaf) => hex(leafHash(Buffer.from(leaf, 'hex'))));
    expect(hashes).toEqual(rfc6962.leaf_hashes_hex);
  });

  test('a leaf hash and a node hash are those of the published primitives', () => {
    const [leaf, node] = rfc6962.primitives;
    expect(hex(leafHash(Buffer.from('L123456')))).toBe(leaf?.hex);
    // The published node joins children that are not hashes; ours refuses those, so its bytes go in as a leaf
    // would.
    expect(node?.what).toContain('N123');
    expect(() => nodeHash(Buffer.from('N123'), Buffer.from('N456'))).toThrow(RangeError);
  });

  test('a leaf hash is that of the Go checksum database', () => {
    const { leaf_ascii, leaf_hash_base64 } = tlogProofs.xmod_leaf;
    expect(Buffer.from(leafHash(Buffer.from(leaf_ascii))).toString('base64')).toBe(leaf_hash_base64);
  });

  test('a node hash joins the first two leaves to the published root of two', () => {
    const [left, right] = rfc6962.leaf_hashes_hex.map((leaf) => Buffer.from(leaf, 'hex'));
    expect(hex(nodeHash(left!, right!))).toBe(rfc6962.roots_by_size_hex[2]);
  });

  test('the empty root is the hash of nothing', () => {
    expect(hex(emptyRoot())).toBe(rfc6962.roots_by_size_hex[0]);
  });

  test('a node cannot be passed off as a leaf', () => {
    const [left, right] = [leafHash(Buffer.from('a')), leafHash(Buffer.from('b'))];
    expect(hex(nodeHash(left, right))).not.toBe(hex(leafHash(Buffer.concat([left, right]))));
  });

  test.each([0, 31, 33, 64])('a child of %i bytes is refused', (length) => {
    const good = leafHash(Buffer.from('a'));
    expect(() => nodeHash(Buffer.alloc(length), good)).toThrow(RangeError);
    expect(() => nodeHash(good, Buffer.alloc(length))).toThrow(RangeError);
  });

  test('a hash is not overwritten by the next one', () => {
    const [a, b] = [leafHash(Buffer.from('a')), leafHash(Buffer.from('b'))];
    const first = nodeHash(a, b);
    const before = hex(first);
    nodeHash(b, a);
    expect(hex(first)).toBe(before);
  });

  test('hashes of different length are not the same', () => {
    expect(sameHash(Buffer.alloc(32), Buffer.alloc(31))).toBe(false);
    expect(sameHash(Buffer.alloc(32), new Uint8Array(32))).toBe(true);
  });
});
