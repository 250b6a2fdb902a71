// A log on a server that may lie: every resource is bytes under a path, to be changed at will.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeBundle } from '../../../ledger/core/log/entry-bundle.ts';
import { formatTilePath, TILE_WIDTH } from '../../../ledger/core/log/tile.ts';
import { formatVerifierKey } from '../../../ledger/core/log/verifier-key.ts';
import { partialTiles, type SampleLog, signer } from '../../core/audit/sample-log.ts';

export type ServedLog = {
  url: URL;
  /** By path under the server, e.g. `/log/tile/0/000`. A number is a status to answer with. */
  resources: Map<string, Uint8Array | number>;
  /** Paths in the order in which they were asked for. */
  asked: string[];
  close(): Promise<void>;
};

export const vkey = formatVerifierKey(signer.key);

export async function serveLog(log: SampleLog): Promise<ServedLog> {
  const resources = resourcesOf(log);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const found = resources.get(path) ?? 404;
    if (typeof found === 'number') response.writeHead(found).end();
    else response.end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url, resources, asked, close };
}

export function resourcesOf(log: SampleLog): Map<string, Uint8Array | number> {
  const resources = new Map<string, Uint8Array | number>();
  resources.set('/log/checkpoint', Buffer.from(log.checkpoints.at(-1)?.note ?? ''));
  resources.set('/log/keys.json', Buffer.from(JSON.stringify({ vkey })));
  for (const { level, index, hashes } of [...log.tiles, ...partialTiles(log)]) {
    const width = hashes.length / 32;
    resources.set(`/log/${formatTilePath({ kind: 'hashes', level, index, width })}`, hashes);
  }
  for (let index = 0; index * TILE_WIDTH < log.entries.length; index += 1) {
    const entries = log.entries.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH);
    const path = formatTilePath({ kind: 'entries', index, width: entries.length });
    resources.set(`/log/${path}`, encodeBundle(entries.map(({ entry }) => entry)));
  }
  return resources;
}
