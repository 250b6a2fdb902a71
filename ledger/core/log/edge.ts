// The right edge of the growing tree: the few hashes from which it can grow, and every new proof be read.
//
// RFC 6962 section 2.1 for the hashes, C2SP tlog-tiles for what must be kept. At each binary height h the
// edge keeps the complete nodes that lie inside the partial tile of tile level floor(h / 8):
//
//   height 8   . . .                            hashes of the partial tile at level 1
//   height 1   [ 01 ][ 23 ]                     nodes inside the partial tile at level 0
//   height 0   [0][1][2][3][4]                  hashes of the partial tile at level 0
//
// That is at most 511 hashes for each 256-fold of size, and all that an inclusion proof of a *new* leaf can
// need, because siblings share a tile. Everything older is in full tiles, which never change.
//
// An Edge is a value. `append` makes a new one and leaves the old one usable, so a transaction that fails
// costs nothing but the work. Arrays inside are shared between edges and must never be written to after they
// are made.

import { emptyRoot, HASH_BYTES } from './hash.ts';
import { completeParents, type NodeRow, partialNodesOf, pruneRows, windowStart } from './node-row.ts';
import { type Parsed, parsed, refused } from './refusal.ts';
import { partialTilesOf, TILE_HEIGHT, TILE_WIDTH } from './tile.ts';
import { assertTreeSize, bitLength, isTreeSize } from './tree.ts';

/**
 * The right edge of a tree of `size` leaves; `rows[h]` are nodes of height h, rows exist while 2^h <= size.
 */
export interface Edge {
  readonly size: number;
  readonly rows: readonly NodeRow[];
}

/** The hashes of the partial tile of one level; what a store keeps to restore an edge. */
export interface PartialTile {
  readonly level: number;
  readonly index: number;
  /** 1..255 */
  readonly width: number;
  /** `width` * 32 bytes */
  readonly hashes: Uint8Array;
}

/** A tile that an append has completed; its bytes will never change again. */
export interface FullTile {
  readonly level: number;
  readonly index: number;
  /** 8192 bytes */
  readonly hashes: Uint8Array;
  /** 32 bytes: the tile's entry at the level above */
  readonly root: Uint8Array;
}

/** The outcome of one append: what to store, what to sign, and what `inclusionInAppend` reads. */
export interface Appended {
  readonly edge: Edge;
  readonly root: Uint8Array;
  /** In the order they filled: lower levels first. */
  readonly newTiles: readonly FullTile[];
  /** As `edge.rows`, not yet pruned: from the start of the tiles that were partial before the append. */
  readonly window: readonly NodeRow[];
  /** `partialNodes[h]`: the one node of height h that is not complete at this size, if there is one. */
  readonly partialNodes: readonly (Uint8Array | undefined)[];
}

/** The edge of the tree without leaves. */
export function emptyEdge(): Edge {
  return { size: 0, rows: [] };
}

/**
 * The edge of a stored tree.
 * @param size leaves in the tree
 * @param hashesByLevel for level 0, 1, 2, … the bytes of the partial tile, empty where the size has none
 * @returns refused `edge-malformed` when the bytes are not the widths that `size` demands. Whether they are
 * the right hashes only `edgeRoot` can tell: compare it with the stored root before appending
 */
export function restoreEdge(size: number, hashesByLevel: readonly Uint8Array[]): Parsed<Edge> {
  if (!isTreeSize(size)) return refused('size-out-of-range');
  const widths = partialWidths(size);
  const levels = Math.max(widths.length, hashesByLevel.length);
  for (let level = 0; level < levels; level += 1) {
    const bytes = hashesByLevel[level]?.length ?? 0;
    if (bytes !== (widths[level] ?? 0) * HASH_BYTES) return refused('edge-malformed');
  }
  return parsed({ size, rows: rowsFrom(size, hashesByLevel) });
}

// The lowest height of each tile level is read, the seven above it are hashed from it.
function rowsFrom(size: number, hashesByLevel: readonly Uint8Array[]): NodeRow[] {
  const rows: NodeRow[] = [];
  for (let height = 0; height < bitLength(size); height += 1) {
    const first = windowStart(height, size);
    const isRead = height % TILE_HEIGHT === 0;
    const nodes = isRead
      ? splitHashes(hashesByLevel[height / TILE_HEIGHT])
      : completeParents(rows[height - 1], first, []);
    rows.push({ first, nodes });
  }
  return rows;
}

function partialWidths(size: number): number[] {
  const widths = new Array<number>(Math.ceil(bitLength(size) / TILE_HEIGHT)).fill(0);
  for (const tile of partialTilesOf(size)) widths[tile.level] = tile.width;
  return widths;
}

function splitHashes(hashes: Uint8Array | undefined): Uint8Array[] {
  // Copied, so that the edge neither changes with the caller's buffer nor keeps a larger one alive.
  const own = new Uint8Array(hashes ?? []);
  return Array.from({ length: own.length / HASH_BYTES }, (_, i) =>
    own.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}

/** The partial tiles a store must keep to restore this edge, lowest level first. */
export function edgeTiles(edge: Edge): PartialTile[] {
  return partialTilesOf(edge.size).map(({ level, index, width }) => {
    return { level, index, width, hashes: Buffer.concat(edge.rows[level * TILE_HEIGHT]?.nodes ?? []) };
  });
}

/** Root of the tree this edge belongs to, 32 bytes. */
export function edgeRoot(edge: Edge): Uint8Array {
  return partialNodesOf(edge.rows, edge.size).at(-1) ?? emptyRoot();
}

/**
 * Grows the tree.
 *
 * Costs one hash per leaf, and one per binary digit of the new size for the root.
 * @param edge left untouched
 * @param leafHashes hashes of 32 bytes in log order, kept by reference: the caller must not write to them
 * again
 * @throws RangeError when a hash is not 32 bytes or the tree would outgrow the safe integers
 */
export function append(edge: Edge, leafHashes: readonly Uint8Array[]): Appended {
  if (leafHashes.some((leaf) => leaf.length !== HASH_BYTES)) throw new RangeError('a leaf hash is 32 bytes');
  const size = edge.size + leafHashes.length;
  assertTreeSize(size);
  const window = grow(edge, leafHashes, size);
  const partialNodes = partialNodesOf(window, size);
  return {
    edge: { size, rows: pruneRows(window, size) },
    root: partialNodes.at(-1) ?? emptyRoot(),
    newTiles: tilesFilled(edge.size, size, window),
    window,
    partialNodes,
  };
}

function grow(edge: Edge, leafHashes: readonly Uint8Array[], size: number): NodeRow[] {
  const window: NodeRow[] = [];
  for (let height = 0; height < bitLength(size); height += 1) {
    const old = edge.rows[height] ?? { first: windowStart(height, edge.size), nodes: [] };
    const below = window[height - 1];
    const nodes =
      below === undefined ? old.nodes.concat(leafHashes) : completeParents(below, old.first, old.nodes);
    window.push({ first: old.first, nodes });
  }
  return window;
}

function tilesFilled(oldSize: number, size: number, window: readonly NodeRow[]): FullTile[] {
  const tiles: FullTile[] = [];
  for (let level = 0; level * TILE_HEIGHT < window.length; level += 1) {
    const span = TILE_WIDTH ** (level + 1);
    const row = window[level * TILE_HEIGHT]!;
    const above = window[(level + 1) * TILE_HEIGHT];
    for (let index = Math.floor(oldSize / span); index < Math.floor(size / span); index += 1) {
      const at = index * TILE_WIDTH - row.first;
      const hashes = Buffer.concat(row.nodes.slice(at, at + TILE_WIDTH));
      tiles.push({ level, index, hashes, root: above!.nodes[index - above!.first]! });
    }
  }
  return tiles;
}

/**
 * Inclusion proof of a leaf just appended, in the tree just made (RFC 6962 section 2.1.1). Reads, never
 * hashes.
 *
 * Leaves of one batch share most of their path, and share it as the same arrays: a caller that encodes hashes
 * may remember the encoding by identity.
 * @param index from the size before the append up to, not including, the new size; older leaves of the tile
 * that was partial then also work
 * @returns hashes of 32 bytes, the leaf's sibling first; never written to
 * @throws RangeError for an index outside the append
 */
export function inclusionInAppend(appended: Appended, index: number): Uint8Array[] {
  const size = appended.edge.size;
  const first = appended.window[0]?.first ?? size;
  if (!Number.isSafeInteger(index) || index < first || index >= size) {
    throw new RangeError('not a leaf of this append');
  }
  const proof: Uint8Array[] = [];
  let node = index;
  let last = size - 1;
  for (let height = 0; last > 0; height += 1) {
    const sibling = node % 2 === 0 ? node + 1 : node - 1;
    // Right of the last node there is nothing to be joined with at this height.
    if (sibling <= last) proof.push(nodeInWindow(appended, height, sibling));
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return proof;
}

function nodeInWindow(appended: Appended, height: number, node: number): Uint8Array {
  const row = appended.window[height];
  const hash = row?.nodes[node - row.first] ?? appended.partialNodes[height];
  if (hash === undefined) throw new RangeError('not a leaf of this append');
  return hash;
}
