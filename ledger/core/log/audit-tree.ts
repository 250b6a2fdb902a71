// Rebuilds the tree from entries alone.
//
// The whole-log verifier feeds every entry in log order and compares the result with what the log serves:
// each full tile, and at each checkpoint's size the partial tiles and the root. Because no tile is ever read,
// none has to be believed (CVE-2026-56865 was a verifier that accepted forged tiles).
//
// Memory stays flat: the state is one edge (edge.ts), however large the log.

import { append, edgeRoot, edgeTiles, emptyEdge, type FullTile, type PartialTile } from './edge.ts';
import { leafHash } from './hash.ts';
import { assertTreeSize } from './tree.ts';

/** What rebuilding has arrived at, in log order. */
export type Rebuilt =
  | { readonly kind: 'full-tile'; readonly tile: FullTile }
  | {
      readonly kind: 'checkpoint-size';
      readonly size: number;
      readonly root: Uint8Array;
      readonly partialTiles: readonly PartialTile[];
    };

/** A tree being rebuilt, to be fed from entry 0. */
export class AuditTree {
  #edge = emptyEdge();
  readonly #stops: Iterator<number>;
  #stop: number | undefined;

  /**
   * @param checkpointSizes sizes at which to report root and partial tiles, strictly increasing; read one by
   * one, so it may be a stream of millions
   */
  constructor(checkpointSizes: Iterable<number>) {
    this.#stops = checkpointSizes[Symbol.iterator]();
    this.#advance(-1);
  }

  /** Entries fed so far. */
  get size(): number {
    return this.#edge.size;
  }

  /** Root of the entries fed so far, 32 bytes. */
  root(): Uint8Array {
    return edgeRoot(this.#edge);
  }

  /** The partial tiles of the entries fed so far, lowest level first. */
  partialTiles(): PartialTile[] {
    return edgeTiles(this.#edge);
  }

  /**
   * Continues the tree with the next entries.
   * @param entries exact bytes, any number, in log order; bundle by bundle is the natural step
   * @returns what these entries complete; a checkpoint of size 0 is reported by the first call
   * @throws RangeError when the checkpoint sizes turn out not to increase
   */
  feed(entries: readonly Uint8Array[]): Rebuilt[] {
    const rebuilt: Rebuilt[] = this.#reached();
    const leaves = entries.map(leafHash);
    for (let from = 0; from < leaves.length; ) {
      // Never past a checkpoint: the partial tiles of that very size are asked for.
      const to = Math.min(leaves.length, from + (this.#stop ?? Number.POSITIVE_INFINITY) - this.#edge.size);
      const { edge, newTiles } = append(this.#edge, leaves.slice(from, to));
      this.#edge = edge;
      for (const tile of newTiles) rebuilt.push({ kind: 'full-tile', tile });
      for (const one of this.#reached()) rebuilt.push(one);
      from = to;
    }
    return rebuilt;
  }

  #reached(): Rebuilt[] {
    const size = this.#edge.size;
    if (this.#stop !== size) return [];
    this.#advance(size);
    return [{ kind: 'checkpoint-size', size, root: this.root(), partialTiles: edgeTiles(this.#edge) }];
  }

  #advance(previous: number): void {
    const next = this.#stops.next();
    this.#stop = next.done ? undefined : next.value;
    if (this.#stop === undefined) return;
    assertTreeSize(this.#stop);
    if (this.#stop <= previous) throw new RangeError('checkpoint sizes must increase');
  }
}
