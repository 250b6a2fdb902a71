// Is the log true? Rebuilds the tree from the entries and holds everything else against it: every tile, and
// every checkpoint's signature and root. Nothing that is stored or served besides the entries is believed
// (CVE-2026-56865 was a verifier that accepted forged tiles), and the entries are believed only up to a
// checkpoint the log's key signed.
//
// RFC 6962 section 2.1, C2SP tlog-tiles and tlog-checkpoint. Knows bytes, not consent. Streams: one page of
// each input is held, and the roots of the few tiles above level 0.

import { AuditTree } from '../log/audit-tree.ts';
import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts';
import { sameHash } from '../log/hash.ts';
import { type LogTrust, trustAt } from '../log/succession.ts';
import { ENTRY_BYTES } from '../subject/commitment.ts';
import { auditBegun, type Begun } from './begun-audit.ts';
import { Cursor, type Pages } from './cursor.ts';
import { type Finding, finding, range } from './finding.ts';
import { type StoredTile, TileAudit } from './tile-audit.ts';

/** Where findings go, one by one: there may be as many as entries. */
export type Report = (finding: Finding) => void;

export type StoredEntry = { readonly index: number; readonly entry: Uint8Array };
/** `size` and `root` are stored beside the note; the note is signed. */
export type StoredCheckpoint = { readonly size: number; readonly root: Uint8Array; readonly note: string };

export type LogUnderAudit = {
  /** By index. */
  readonly entries: Pages<StoredEntry>;
  /** By size, never falling. */
  readonly checkpoints: Pages<StoredCheckpoint>;
  /** By level, then index; at most one a place. */
  readonly tiles: Pages<StoredTile>;
  /**
   * Whether the partial tiles of the log's size must be there too: a log that is served has them, a store
   * not.
   */
  readonly partialTiles: boolean;
  readonly trust: LogTrust;
  /** By index: where the log goes on under another name. Absent: nothing is said of it. */
  readonly begun?: readonly Begun[];
};

/** What the entries make, even if there are findings. */
export type RebuiltLog = {
  readonly size: number;
  readonly root: Uint8Array;
  /** The last checkpoint that is properly signed. */
  readonly newest: Checkpoint | undefined;
};

/** Stands for a missing entry, so that the entries after it keep their places. No real entry is empty. */
const absent = new Uint8Array(0);
/**
 * More missing entries in a row than this are not filled in: the row's index is false, not the log that long.
 */
const gapMax = 2 ** 24;

export function auditLog(log: LogUnderAudit, report: Report): Promise<RebuiltLog> {
  return new LogAudit(log, report).run();
}

class LogAudit {
  readonly #log: LogUnderAudit;
  readonly #report: Report;
  readonly #tree = new AuditTree([]);
  readonly #tiles: TileAudit;
  readonly #checkpoints: Cursor<StoredCheckpoint>;
  #begun: readonly Begun[];
  #next: Checkpoint | undefined;
  #newest: Checkpoint | undefined;
  /** Entries below this were signed for. */
  #confirmed = 0;
  #diverged = false;

  constructor(log: LogUnderAudit, report: Report) {
    this.#log = log;
    this.#report = report;
    this.#tiles = new TileAudit(log.tiles, report);
    this.#checkpoints = new Cursor(log.checkpoints);
    this.#begun = log.begun ?? [];
  }

  async run(): Promise<RebuiltLog> {
    await this.#advance();
    for await (const page of this.#log.entries) {
      const { entries, believable } = this.#contiguous(page);
      await this.#grow(entries);
      if (!believable) break;
    }
    await this.#reachEnd();
    await this.#tiles.finish(this.#log.partialTiles ? this.#tree.partialTiles() : []);
    return { size: this.#tree.size, root: this.#tree.root(), newest: this.#newest };
  }

  /** The entries of a page with every gap filled, up to an index too large to be believed. */
  #contiguous(page: readonly StoredEntry[]): { entries: Uint8Array[]; believable: boolean } {
    const entries: Uint8Array[] = [];
    for (const { index, entry } of page) {
      const expected = this.#tree.size + entries.length;
      if (index > expected) {
        this.#report(finding('entry', 'missing', range('index', expected, index - 1)));
        if (index - expected > gapMax) return { entries, believable: false };
        for (let i = expected; i < index; i += 1) entries.push(absent);
      }
      if (entry.length !== ENTRY_BYTES || entry[0] !== 0x01) {
        this.#report(finding('entry', 'malformed', range('index', index, index)));
      }
      entries.push(entry);
    }
    return { entries, believable: true };
  }

  async #grow(entries: readonly Uint8Array[]): Promise<void> {
    for (let from = 0; from < entries.length; ) {
      this.#compareBegun(entries[from]);
      // Never past a checkpoint, nor past another name: the audit needs the root of that very size.
      const stops = [this.#next?.size, this.#begun[0]?.index].filter((size) => size !== undefined);
      const room = Math.min(entries.length, ...stops.map((size) => size - this.#tree.size));
      const to = Math.min(entries.length, from + room);
      for (const rebuilt of this.#tree.feed(entries.slice(from, to))) {
        if (rebuilt.kind === 'full-tile') await this.#tiles.rebuilt(rebuilt.tile);
      }
      from = to;
      if (this.#next?.size === this.#tree.size) {
        this.#compareRoot(this.#next);
        await this.#advance();
      }
    }
  }

  #compareBegun(entry: Uint8Array | undefined): void {
    const [begun, ...rest] = this.#begun;
    if (begun === undefined || begun.index > this.#tree.size) return;
    auditBegun(begun, entry, this.#tree.root(), this.#report);
    this.#begun = rest;
  }

  #compareRoot({ size, root }: Checkpoint): void {
    if (sameHash(root, this.#tree.root())) {
      this.#diverged = false;
      this.#confirmed = size;
      return;
    }
    // Once the tree differs, every later root differs: the first says where to look.
    if (!this.#diverged) {
      const first = this.#confirmed < size ? this.#confirmed : 0;
      const where = `${range('index', first, size - 1)}, checkpoint of size ${size}`;
      this.#report(finding('entry', 'not_as_signed', where));
    }
    this.#diverged = true;
  }

  /** Moves on to the next signed checkpoint ahead; checkpoints at this size are compared. */
  async #advance(): Promise<void> {
    this.#next = undefined;
    for (let row = await this.#checkpoints.take(); row !== undefined; row = await this.#checkpoints.take()) {
      const checkpoint = this.#opened(row);
      if (checkpoint === undefined) continue;
      this.#newest = checkpoint;
      if (checkpoint.size > this.#tree.size) {
        this.#next = checkpoint;
        return;
      }
      // Two checkpoints of one size, e.g. the newest and one kept from before, must have one root.
      if (checkpoint.size === this.#tree.size) this.#compareRoot(checkpoint);
    }
  }

  #opened(row: StoredCheckpoint): Checkpoint | undefined {
    const where = range('size', row.size, row.size);
    const opened = openCheckpoint(row.note, trustAt(this.#log.trust, row.size));
    if (opened.kind === 'refused') {
      this.#report(finding('checkpoint', 'signature', where, opened.code));
      return undefined;
    }
    const { checkpoint } = opened;
    if (checkpoint.size === row.size && sameHash(checkpoint.root, row.root)) return checkpoint;
    this.#report(finding('checkpoint', 'row_differs', where));
    // A checkpoint out of its place cannot be compared. The size it was signed for then has no row, which is
    // a finding elsewhere.
    return checkpoint.size === row.size ? checkpoint : undefined;
  }

  /** The log ends at its newest checkpoint, neither before nor after. */
  async #reachEnd(): Promise<void> {
    while (this.#next !== undefined) await this.#advance();
    for (const begun of this.#begun) auditBegun(begun, undefined, this.#tree.root(), this.#report);
    const covered = this.#newest?.size ?? 0;
    const { size } = this.#tree;
    if (size < covered) this.#report(finding('entry', 'missing', range('index', size, covered - 1)));
    if (size > covered) this.#report(finding('entry', 'unsigned', range('index', covered, size - 1)));
  }
}
