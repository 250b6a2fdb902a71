// What the audit of a log must find, and what it must not.

import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signCheckpoint } from '../../../ledger/core/log/checkpoint.ts';
import { ed25519Signer } from '../../../ledger/core/log/signed-note.ts';
import {
  auditOf,
  brief,
  entryAt,
  flipped,
  origin,
  partialTiles,
  type SampleLog,
  sampleLog,
  signer,
} from './sample-log.ts';

const findingsIn = async (log: SampleLog) => (await auditOf(log)).findings.map(brief);

describe('a true log', () => {
  test.for([0, 1, 99, 100, 101, 255, 256, 257, 511, 512, 600, 1023])(
    'of %i entries has no finding',
    async (size) => {
      const { findings, rebuilt } = await auditOf(sampleLog(size));
      expect(findings).toEqual([]);
      expect(rebuilt.size).toBe(size);
      expect(rebuilt.newest?.size ?? 0).toBe(size);
    },
  );

  test('with a checkpoint after every entry has no finding', async () => {
    expect(await findingsIn(sampleLog(300, 1))).toEqual([]);
  });

  test('of three tile levels has no finding, as stored and as served', async () => {
    const log = sampleLog(66_000, 5_000);
    expect(await findingsIn(log)).toEqual([]);
    const served = { ...log, tiles: [...log.tiles, ...partialTiles(log)] };
    expect((await auditOf(served, { partialTiles: true })).findings).toEqual([]);
  });
});

describe('entries', () => {
  test('a changed entry is found where it lies, between the checkpoints around it, and once', async () => {
    const log = sampleLog(1_000);
    log.entries[420] = { index: 420, entry: flipped(entryAt(420), 9) };
    expect(await findingsIn(log)).toEqual([
      'entry/not_as_signed index 400 to 499, checkpoint of size 500',
      'tile/differs tile/0/001',
      'tile/root_differs tile/0/001',
    ]);
  });

  test('two swapped entries are found', async () => {
    const log = sampleLog(100);
    log.entries[3] = { index: 3, entry: entryAt(4) };
    log.entries[4] = { index: 4, entry: entryAt(3) };
    expect(await findingsIn(log)).toEqual(['entry/not_as_signed index 0 to 99, checkpoint of size 100']);
  });

  test('a missing entry is named, and what follows keeps its place', async () => {
    const log = sampleLog(700);
    log.entries.splice(512, 2);
    expect(await findingsIn(log)).toEqual([
      'entry/missing index 512 to 513',
      'entry/not_as_signed index 500 to 599, checkpoint of size 600',
    ]);
  });

  test('entries missing at the end are named', async () => {
    const log = sampleLog(700);
    log.entries.length = 690;
    expect(await findingsIn(log)).toEqual(['entry/missing index 690 to 699']);
  });

  test('all entries missing is a finding, not an empty log', async () => {
    const log = sampleLog(700);
    expect(await findingsIn({ ...log, entries: [], tiles: [] })).toEqual(['entry/missing index 0 to 699']);
  });

  test('an entry behind the newest checkpoint is unsigned', async () => {
    const log = sampleLog(100);
    log.entries.push({ index: 100, entry: entryAt(100) });
    expect(await findingsIn(log)).toEqual(['entry/unsigned index 100']);
  });

  test('an entry that is no commitment is found although it was signed', async () => {
    const log = sampleLog(3, 3, (index) => (index === 1 ? Buffer.from('+14155550100') : entryAt(index)));
    expect(await findingsIn(log)).toEqual(['entry/malformed index 1']);
  });

  test('an index beyond belief ends the rebuilding instead of hanging it', async () => {
    const log = sampleLog(200);
    log.entries[150] = { index: Number.MAX_SAFE_INTEGER, entry: entryAt(150) };
    expect(await findingsIn(log)).toEqual([
      `entry/missing index 150 to ${Number.MAX_SAFE_INTEGER - 1}`,
      'entry/missing index 150 to 199',
    ]);
  });
});

describe('tiles', () => {
  const log = sampleLog(66_000, 5_000);
  const served: SampleLog = { ...log, tiles: [...log.tiles, ...partialTiles(log)] };

  test('each served tile is found when one bit of it is changed, and no other is', async () => {
    // All of the levels above 0 and the partial ones; of the 257 full tiles of level 0 the ends and some
    // between.
    const places = served.tiles.keys().filter((at) => at % 86 === 0 || at > 255);
    for (const at of places) {
      const tile = served.tiles[at]!;
      const tiles = served.tiles.with(at, {
        ...tile,
        hashes: flipped(tile.hashes, (at * 37) % tile.hashes.length),
      });
      const { findings } = await auditOf({ ...served, tiles }, { partialTiles: true });
      expect(findings.map(({ what, rule }) => `${what}/${rule}`)).toEqual(['tile/differs']);
    }
  });

  test('a missing tile is named on every level', async () => {
    for (const at of [0, 100, 256, 257]) {
      const { findings } = await auditOf({ ...log, tiles: log.tiles.toSpliced(at, 1) });
      expect(findings.map(({ what, rule }) => `${what}/${rule}`)).toEqual(['tile/missing']);
    }
  });

  test('a partial tile that is not served is missing', async () => {
    const { findings } = await auditOf(
      { ...served, tiles: served.tiles.slice(0, -1) },
      { partialTiles: true },
    );
    expect(findings.map(brief)).toEqual(['tile/missing tile/2/000.p/1']);
  });

  test('a tile that a log of this size does not have is found', async () => {
    const small = sampleLog(300);
    const [tile] = small.tiles;
    for (const place of [
      { level: 0, index: 1 },
      { level: 1, index: 0 },
      { level: 9, index: 7 },
    ]) {
      expect(await findingsIn({ ...small, tiles: [...small.tiles, { ...tile!, ...place }] })).toEqual([
        `tile/unexpected level ${place.level}, index ${place.index}`,
      ]);
    }
  });

  test('the root beside a tile is compared on its own', async () => {
    for (const at of [5, 257]) {
      const tile = log.tiles[at]!;
      const tiles = log.tiles.with(at, { ...tile, root: flipped(tile.root!, 31) });
      const { findings } = await auditOf({ ...log, tiles });
      expect(findings.map(({ what, rule }) => `${what}/${rule}`)).toEqual(['tile/root_differs']);
    }
  });

  test('two swapped tiles are both found', async () => {
    const [first, second] = [log.tiles[3]!, log.tiles[4]!];
    const tiles = log.tiles.with(3, { ...second, index: 3 }).with(4, { ...first, index: 4 });
    expect(await findingsIn({ ...log, tiles })).toEqual([
      'tile/differs tile/0/003',
      'tile/root_differs tile/0/003',
      'tile/differs tile/0/004',
      'tile/root_differs tile/0/004',
    ]);
  });
});

describe('checkpoints', () => {
  test('a checkpoint is found whichever byte of its note is changed', async () => {
    const log = sampleLog(20, 10);
    const { note } = log.checkpoints[0]!;
    for (let at = 0; at < note.length; at += 1) {
      const changed = `${note.slice(0, at)}${note[at] === '0' ? '1' : '0'}${note.slice(at + 1)}`;
      const checkpoints = log.checkpoints.with(0, { ...log.checkpoints[0]!, note: changed });
      expect(await findingsIn({ ...log, checkpoints })).toEqual(['checkpoint/signature size 10']);
    }
  });

  test('a checkpoint signed by another key of the same name is refused', async () => {
    const log = sampleLog(20, 10);
    const { size, root } = log.checkpoints[1]!;
    const other = ed25519Signer(origin, generateKeyPairSync('ed25519').privateKey);
    const note = signCheckpoint({ origin, size, root }, [other]);
    const findings = await findingsIn({ ...log, checkpoints: log.checkpoints.with(1, { size, root, note }) });
    expect(findings).toContain('checkpoint/signature size 20');
    // With the newest gone, nothing that follows the one before is covered.
    expect(findings).toContain('entry/unsigned index 10 to 19');
  });

  test('a checkpoint of another log is refused', async () => {
    const log = sampleLog(10, 10);
    const { size, root } = log.checkpoints[0]!;
    const note = signCheckpoint({ origin: 'other.example/log', size, root }, [signer]);
    expect(await findingsIn({ ...log, checkpoints: [{ size, root, note }] })).toContain(
      'checkpoint/signature size 10',
    );
  });

  test('size and root beside the note are compared with the note', async () => {
    const log = sampleLog(30, 10);
    const [, second] = log.checkpoints;
    const root = log.checkpoints.with(1, { ...second!, root: flipped(second!.root) });
    expect(await findingsIn({ ...log, checkpoints: root })).toEqual(['checkpoint/row_differs size 20']);
    const size = log.checkpoints.with(1, { ...second!, size: 21 });
    expect(await findingsIn({ ...log, checkpoints: size })).toEqual(['checkpoint/row_differs size 21']);
  });

  test('a root that the key signed but the entries do not make is found', async () => {
    const log = sampleLog(30, 10);
    const root = flipped(log.checkpoints[1]!.root);
    const note = signCheckpoint({ origin, size: 20, root }, [signer]);
    expect(
      await findingsIn({ ...log, checkpoints: log.checkpoints.with(1, { size: 20, root, note }) }),
    ).toEqual(['entry/not_as_signed index 10 to 19, checkpoint of size 20']);
  });

  test('a log that was cut back behind an earlier checkpoint is found', async () => {
    const [before, now] = [sampleLog(300), sampleLog(200)];
    expect(await findingsIn({ ...now, checkpoints: before.checkpoints })).toEqual([
      'entry/missing index 200 to 299',
    ]);
  });
});
