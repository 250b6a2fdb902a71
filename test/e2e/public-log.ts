// The public log as a stranger fetches it, tile by tile.

import { decodeBundle } from '../../ledger/core/log/entry-bundle.ts';

const width = 256;

export type PublicLog = { size: number; checkpoint: string; entries: Uint8Array[]; bytes: Buffer };

/** Checkpoint, all entries and all level-0 tiles; `bytes` is everything that was received. */
export async function fetchLog(url: string): Promise<PublicLog> {
  const checkpoint = await (await fetch(`${url}/log/checkpoint`)).text();
  const size = Number(checkpoint.split('\n')[1]);
  const received: Buffer[] = [Buffer.from(checkpoint)];
  const entries: Uint8Array[] = [];
  for (let first = 0; first < size; first += width) {
    const wide = Math.min(width, size - first);
    const place = wide === width ? `${index(first / width)}` : `${index(first / width)}.p/${wide}`;
    const bundle = await tile(url, `entries/${place}`);
    received.push(bundle, await tile(url, `0/${place}`));
    const decoded = decodeBundle(bundle, wide);
    if (decoded.kind !== 'parsed') throw new Error('a bundle that cannot be read');
    entries.push(...decoded.value);
  }
  return { size, checkpoint, entries, bytes: Buffer.concat(received) };
}

async function tile(url: string, path: string): Promise<Buffer> {
  const answer = await fetch(`${url}/log/tile/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** Three digits at a time, all but the last with an x (C2SP tlog-tiles). */
const index = (n: number): string => {
  const last = String(n % 1000).padStart(3, '0');
  return n < 1000 ? last : `x${index(Math.floor(n / 1000))}/${last}`;
};
