import { describe, expect, test } from 'vitest';
import {
  completeParents,
  partialNodesOf,
  pruneRows,
  windowStart,
} from '../../../ledger/core/log/node-row.ts';
import { hex, leavesOf, naiveRoot } from './sample-log.ts';

describe('rows of nodes', () => {
  test('a window begins at the tile that is partial, at every height of the tile', () => {
    const starts = (size: number) => [0, 1, 7, 8, 15, 16].map((height) => windowStart(height, size));
    expect(starts(255)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(starts(256)).toEqual([256, 128, 2, 0, 0, 0]);
    expect(starts(70_000)).toEqual([69_888, 34_944, 546, 256, 2, 0]);
    expect(windowStart(0, 2 ** 52)).toBe(2 ** 52);
  });

  test('parents are hashed from complete pairs only, and known ones are kept', () => {
    const nodes = leavesOf(7);
    const parents = completeParents({ first: 0, nodes }, 0, []);
    expect(parents.map(hex)).toEqual([0, 2, 4].map((i) => hex(naiveRoot(nodes.slice(i, i + 2)))));
    const known = [Buffer.alloc(32, 1)];
    expect(completeParents({ first: 0, nodes }, 0, known)).toEqual([known[0], parents[1], parents[2]]);
    expect(known).toHaveLength(1);
  });

  test('a row that begins later gives the parents that begin later', () => {
    const [whole, late] = [leavesOf(12), leavesOf(12).slice(4)];
    const parents = completeParents({ first: 0, nodes: whole }, 0, []);
    expect(completeParents({ first: 4, nodes: late }, 2, [])).toEqual(parents.slice(2));
  });

  test('what lies in full tiles is pruned, and the old rows keep it', () => {
    const rows = [{ first: 0, nodes: leavesOf(300) }];
    expect(pruneRows(rows, 300)).toEqual([{ first: 256, nodes: leavesOf(300).slice(256) }]);
    expect(rows[0]?.nodes).toHaveLength(300);
  });

  test('the incomplete node of a height covers the leaves that complete nodes leave over', () => {
    const leaves = leavesOf(7);
    const pairs = completeParents({ first: 0, nodes: leaves }, 0, []);
    const fours = completeParents({ first: 0, nodes: pairs }, 0, []);
    const rows = [leaves, pairs, fours].map((nodes) => ({ first: 0, nodes }));
    const expected = [undefined, leaves.slice(6), leaves.slice(4), leaves].map(
      (part) => part && hex(naiveRoot(part)),
    );
    expect(partialNodesOf(rows, 7).map((node) => node && hex(node))).toEqual(expected);
  });

  test('an empty tree has no nodes at all', () => {
    expect(partialNodesOf([], 0)).toEqual([undefined]);
  });
});
