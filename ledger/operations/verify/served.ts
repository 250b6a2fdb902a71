// What a server shows of its log, as it is: nothing here is believed yet.

import { cutBundle } from '../../core/log/entry-bundle.ts';
import { cutTile, formatTilePath, TILE_WIDTH, type Tile } from '../../core/log/tile.ts';
import { type LogServer, ServerUnreachable } from './sources.ts';

export async function newestNote(server: LogServer): Promise<string> {
  const served = await server.checkpoint();
  if (served.kind === 'bytes') return served.bytes.toString('utf8');
  throw new ServerUnreachable('the server shows no checkpoint: its log is empty, or it has none');
}

export async function readTile<Wanted extends Tile>(
  server: LogServer,
  tile: Wanted,
): Promise<{ tile: Wanted; bytes: Uint8Array | undefined }> {
  const served = await server.tile(formatTilePath(tile));
  if (served.kind === 'bytes') return { tile, bytes: served.bytes };
  // No tile is empty, so the check finds an empty one false, not missing.
  if (served.kind === 'too_large') return { tile, bytes: new Uint8Array() };
  // A server may drop a partial tile once the full one exists.
  return { tile, bytes: tile.width === TILE_WIDTH ? undefined : await cutFromFull(server, tile) };
}

async function cutFromFull(server: LogServer, tile: Tile): Promise<Uint8Array | undefined> {
  const served = await server.tile(formatTilePath({ ...tile, width: TILE_WIDTH }));
  if (served.kind !== 'bytes') return undefined;
  if (tile.kind === 'entries') {
    const cut = cutBundle(served.bytes, tile.width);
    return cut.kind === 'parsed' ? cut.value : new Uint8Array();
  }
  const whole = served.bytes.length === TILE_WIDTH * 32;
  return whole ? cutTile(served.bytes, tile.width) : new Uint8Array();
}
