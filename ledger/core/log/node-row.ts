// Rows of tree nodes, one for each binary height, and what follows from them.
//
// RFC 6962 section 2.1. A complete node covers 2^height leaves and never changes again. At each height at
// most one node is incomplete, the last; it changes with every leaf and is never kept.
//
// The rows are windows: they begin at the tile (C2SP tlog-tiles) that is partial at some size, not at the
// first leaf. Arrays are shared between values and must never be written to after they are made.

import { nodeHash } from './hash.ts';
import { TILE_HEIGHT, TILE_WIDTH } from './tile.ts';

/** Complete nodes of one height, consecutive from the left: `nodes[0]` is node number `first`. */
export interface NodeRow {
  readonly first: number;
  readonly nodes: readonly Uint8Array[];
}

/**
 * Number of the first node of `height` inside the tile of its level that is partial, or next, at `size`
 * leaves.
 */
export function windowStart(height: number, size: number): number {
  const level = Math.floor(height / TILE_HEIGHT);
  const tile = Math.floor(size / TILE_WIDTH ** (level + 1));
  return tile * 2 ** (TILE_HEIGHT * (level + 1) - height);
}

/**
 * The complete nodes one height above `row`, from number `first` on.
 * @param known the first of them, already hashed; copied, not hashed again
 */
export function completeParents(
  row: NodeRow | undefined,
  first: number,
  known: readonly Uint8Array[],
): Uint8Array[] {
  if (row === undefined) return [];
  const parents = known.slice();
  for (let left = 2 * (first + parents.length) - row.first; left + 1 < row.nodes.length; left += 2) {
    parents.push(nodeHash(row.nodes[left]!, row.nodes[left + 1]!));
  }
  return parents;
}

/** The rows without the nodes that lie in tiles full at `size`. */
export function pruneRows(rows: readonly NodeRow[], size: number): NodeRow[] {
  return rows.map((row, height) => {
    const first = windowStart(height, size);
    return first === row.first ? row : { first, nodes: row.nodes.slice(first - row.first) };
  });
}

/**
 * The incomplete node of each height, where there is one: it covers the leaves that no complete node there
 * covers.
 *
 * From below: where `size` has a one bit, the last complete node is its left child; else it is the same range
 * as one height lower. The topmost one covers all leaves, so the last item is the root; undefined only for
 * the empty tree.
 */
export function partialNodesOf(rows: readonly NodeRow[], size: number): (Uint8Array | undefined)[] {
  const partialNodes: (Uint8Array | undefined)[] = [undefined];
  for (let height = 0; height < rows.length; height += 1) {
    const below = partialNodes[height];
    const odd = Math.floor(size / 2 ** height) % 2 === 1;
    const lastComplete = odd ? rows[height]!.nodes.at(-1) : undefined;
    const joined =
      lastComplete !== undefined && below !== undefined ? nodeHash(lastComplete, below) : undefined;
    partialNodes.push(joined ?? lastComplete ?? below);
  }
  return partialNodes;
}
