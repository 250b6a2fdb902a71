// Is this signed bundle true? core/export/bundle.ts checks it offline. This file reads it line by line,
// however long it is, and decides whose keys to trust.

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import {
  type BundleTrust,
  type BundleVerdict,
  claimsOfBundle,
  entryOfLine,
  isBundle,
  verifyBundle,
} from '../../core/export/bundle.ts';
import { claimedCheckpoint } from '../../core/log/checkpoint.ts';
import { runningLog } from './running-log.ts';
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
  const given = isServer(keys) ? await publishedBy(keys, claimed?.origin) : keys;
  // A head that cannot be read is found below; no key is needed for that.
  const trust = given ?? claimed?.trust ?? { vkey: '', jwks: [] };
  const verdict = await verifyBundle(linesOf(path), trust);
  // What is false by itself is asked no more about: its checkpoint need not be one.
  if (isServer(keys) && claimed !== undefined && verdict.findings.length === 0)
    verdict.findings = await lostIn(keys, path, claimed.checkpoint);
  return { ...verdict, keysFrom: given === undefined ? 'file' : 'caller' };
}

const isServer = (keys: BundleTrust | LogServer | undefined): keys is LogServer =>
  keys !== undefined && !('vkey' in keys);

/** Lost records told one by one. */
const lostMax = 1_000;

/** Each record is asked for only where the log does not go on from the file's own checkpoint. */
async function lostIn(server: LogServer, path: string, note: string): Promise<string[]> {
  const log = await runningLog(server);
  if (typeof log === 'string') return [log];
  const checkpoint = claimedCheckpoint(note);
  const cut = checkpoint.kind === 'parsed' ? await log.cutFrom(checkpoint.value) : undefined;
  if (cut === undefined) return [];
  const lost: string[] = [];
  let at = 0;
  for await (const line of linesOf(path)) {
    at += 1;
    const found = entryOfLine(Buffer.from(line).toString('utf8'));
    if (found === undefined) continue;
    const lacking = await log.lacking(found.index, found.entry);
    if (lacking !== undefined) lost.push(`line ${at}, entry ${found.index}: ${lacking}`);
    if (lost.length === lostMax) break;
  }
  return [cut, ...lost];
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
