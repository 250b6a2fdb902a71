// Is this signed bundle true? core/export/bundle.ts checks it offline. This file reads it line by line,
// however long it is, and decides whose keys to trust.

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import {
  type BundleTrust,
  type BundleVerdict,
  claimsOfBundle,
  isBundle,
  verifyBundle,
} from '../../core/export/bundle.ts';
import { type LogServer, ServerUnreachable } from './sources.ts';

/** The most bytes of a line: a record of 64 kB in base64, with its proof. */
const bundleLineBytesMax = 1024 * 1024;

export async function isBundleFile(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(64), position: 0 });
    return isBundle(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}

type BundleFileVerdict = BundleVerdict & {
  /** `file`: its own keys were used, so this shows only that the file does not contradict itself. */
  keysFrom: 'caller' | 'file';
};

/** @param keys that the caller trusts, or a running ledger that publishes them; without, the file's own */
export async function verifyBundleFile(
  path: string,
  keys: BundleTrust | LogServer | undefined,
): Promise<BundleFileVerdict> {
  let claimed: ReturnType<typeof claimsOfBundle>;
  for await (const line of linesOf(path)) {
    claimed = claimsOfBundle(Buffer.from(line).toString('utf8'));
    break;
  }
  const given = keys === undefined || 'vkey' in keys ? keys : await publishedBy(keys, claimed?.origin);
  // A head that cannot be read is found below; no key is needed for that.
  const trust = given ?? claimed?.trust ?? { vkey: '', jwks: [] };
  return { ...(await verifyBundle(linesOf(path), trust)), keysFrom: given === undefined ? 'file' : 'caller' };
}

async function publishedBy(server: LogServer, origin: string | undefined): Promise<BundleTrust> {
  const [names, jwks] = [await server.names(), await server.tokenKeys()];
  const name = names?.find((one) => one.origin === origin) ?? names?.at(-1);
  if (name === undefined || jwks === undefined)
    throw new ServerUnreachable('the server does not publish both keys.json and jwks.json');
  return { vkey: name.vkey, jwks };
}

/** Each with its newline; a longer one comes in pieces, none of which is a line of a bundle. */
async function* linesOf(path: string): AsyncGenerator<Uint8Array> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, from)) {
      yield Buffer.concat([rest, chunk.subarray(from, end + 1)]);
      rest = Buffer.alloc(0);
      from = end + 1;
    }
    rest = Buffer.concat([rest, chunk.subarray(from)]);
    if (rest.length > bundleLineBytesMax) {
      yield rest;
      rest = Buffer.alloc(0);
    }
  }
  if (rest.length > 0) yield rest;
}
