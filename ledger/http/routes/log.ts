// The public log, C2SP tlog-tiles under /log/: checkpoint, hash tiles, entry bundles. Static in spirit: every tile of a
// committed width has the same bytes for ever, partial ones too. There is no endpoint for proofs: whoever wants one
// makes it from tiles, and so does not have to trust it.

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { encodeBundle } from '../../core/log/entry-bundle.ts';
import { isTileOf, parseTilePath, TILE_WIDTH, type Tile } from '../../core/log/tile.ts';
import type { Ledger } from '../../operations/ledger.ts';
import type { LogReader } from '../../operations/ports.ts';
import { readTile } from '../../operations/record/prove.ts';
import { problems } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { immutable, text } from '../server/reply.ts';

/** How old a checkpoint a cache may show; "at most a few seconds" in the specification. */
const checkpoint = { 'cache-control': 'public, max-age=1, no-transform' };

const bytes = { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } };
const note = z.string().meta({
  example:
    'ledger.example/log\n8\nXcnaeacGWamtVVy3Ks2t2aubgjrdKvlgzP43Dv9GBDI=\n\n— ledger.example/log c2lnbmF0dXJl\n',
});

export const logEndpoints = ({ log }: Pick<Ledger, 'log'>): Endpoint[] => [
  {
    method: 'get',
    path: '/log/checkpoint',
    readers: 'public',
    description: {
      operationId: 'readCheckpoint',
      tags: ['Log'],
      summary: 'The newest checkpoint',
      description: 'A signed note (C2SP tlog-checkpoint); keep it, and nothing it covers can change unseen.',
      responses: {
        200: { description: 'The checkpoint.', content: { 'text/plain': { schema: note } } },
        ...problems('not_found', 'unavailable'),
      },
    },
    async handle() {
      const latest = await log.latestCheckpoint();
      if (latest === undefined) throw new LedgerError('not_found', 'The log is empty.');
      return text(200, latest.note, checkpoint);
    },
  },
  {
    method: 'get',
    path: '/log/tile/{tile}',
    readers: 'public',
    description: {
      operationId: 'readTile',
      tags: ['Log'],
      summary: 'A tile of hashes, or a bundle of entries',
      description:
        '`<L>/<N>[.p/<W>]` is a tile of level L, `entries/<N>[.p/<W>]` a bundle of entries (C2SP tlog-tiles). Every ' +
        'width up to the committed size is served, and its bytes never change.',
      request: { params: z.object({ tile: z.string().meta({ example: '0/000.p/8' }) }) },
      responses: {
        200: { description: 'The bytes.', content: bytes },
        ...problems('not_found', 'unavailable'),
      },
    },
    async handle(c) {
      const found = await bytesOf(log, `tile/${c.req.param('tile')}`);
      if (found === undefined) throw new LedgerError('not_found', 'The log has no such tile.');
      return {
        status: 200,
        headers: { 'content-type': 'application/octet-stream', ...immutable },
        body: found,
      };
    },
  },
];

async function bytesOf(log: LogReader, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parsed = parseTilePath(path);
  if (parsed.kind === 'refused') return undefined;
  // Only what a checkpoint fixes is served; this also keeps absurd indexes away from the store.
  const committed = (await log.latestCheckpoint())?.size ?? 0;
  return isTileOf(parsed.value, committed) ? read(log, parsed.value) : undefined;
}

async function read(log: LogReader, tile: Tile): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (tile.kind === 'hashes') return readTile(log, tile) as Promise<Buffer<ArrayBuffer> | undefined>;
  const from = tile.index * TILE_WIDTH;
  return encodeBundle(await log.entries(from, from + tile.width)) as Uint8Array<ArrayBuffer>;
}
