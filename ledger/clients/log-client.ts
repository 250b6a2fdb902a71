// Reads a log over HTTP, C2SP tlog-tiles under its prefix, and the keys its ledger publishes.
//
//   <prefix>/checkpoint   <prefix>/tile/…   <prefix>/keys.json        prefix: the URL, with /log where it has
//                                                                     no path
//   <origin>/.well-known/jwks.json
//
// Every answer has a time limit and a size limit. Nothing that comes in is trusted here, or written to disk.

import type { JWK } from 'jose';
import { z } from 'zod';
import { MAX_ENTRY_BYTES } from '../core/log/entry-bundle.ts';
import { HASH_BYTES } from '../core/log/hash.ts';
import { MAX_NOTE_BYTES } from '../core/log/signed-note.ts';
import { TILE_WIDTH } from '../core/log/tile.ts';
import { type LogServer, type Served, ServerUnreachable } from '../operations/verify/sources.ts';

/** Milliseconds for one answer, from the request to its last byte. */
export const answerTimeoutMs = 10_000;
/** How often a request is made that was not answered; a refusal for load counts as no answer. */
export const attemptsMax = 4;
/** Milliseconds before the second attempt; twice that before the next, and so on. */
const pauseMs = 200;

const tileBytesMax = TILE_WIDTH * HASH_BYTES;
const bundleBytesMax = TILE_WIDTH * (2 + MAX_ENTRY_BYTES);
const keysBytesMax = 64 * 1024;

const name = z.object({
  origin: z.string(),
  vkey: z.string(),
  up_to: z.int().min(0).optional(),
  last: z.string().optional(),
  begun: z.object({ nonce: z.string(), record: z.string() }).optional(),
});
/** A ledger from before its log could have several names says the one. */
const logKeysSchema = z.object({ vkey: z.string(), names: z.array(name).min(1).optional() });
const jwksSchema = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** @param url of the ledger (`https://ledger.example`), or of its log (`https://ledger.example/log`) */
export function createLogClient(url: URL): LogServer {
  const path = url.pathname.replace(/\/+$/, '') || '/log';
  const prefix = `${url.origin}${path}`;
  return {
    checkpoint: () => read(`${prefix}/checkpoint`, MAX_NOTE_BYTES),
    tile: (tile) =>
      read(`${prefix}/${tile}`, tile.startsWith('tile/entries/') ? bundleBytesMax : tileBytesMax),
    names: async () => {
      const found = parseJson(logKeysSchema, await read(`${prefix}/keys.json`, keysBytesMax));
      if (found === undefined) return undefined;
      const { vkey, names = [{ origin: vkey.split('+')[0]!, vkey }] } = found;
      return names.map(({ up_to: upTo, last, begun, ...one }) => ({
        ...one,
        ...(upTo !== undefined && { upTo }),
        ...(last !== undefined && { last }),
        ...(begun && { begun }),
      }));
    },
    tokenKeys: async () => {
      const found = await read(`${url.origin}/.well-known/jwks.json`, keysBytesMax);
      return parseJson(jwksSchema, found)?.keys as JWK[] | undefined;
    },
  };
}

function parseJson<Schema extends z.ZodType>(schema: Schema, served: Served): z.infer<Schema> | undefined {
  if (served.kind !== 'bytes') return undefined;
  try {
    return schema.safeParse(JSON.parse(served.bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** @throws ServerUnreachable when no attempt was answered with the resource, or with its absence */
async function read(url: string, bytesMax: number): Promise<Served> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readOnce(url, bytesMax);
    } catch (error) {
      if (!(error instanceof ServerUnreachable) || attempt === attemptsMax) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs * 2 ** (attempt - 1)));
    }
  }
}

async function readOnce(url: string, bytesMax: number): Promise<Served> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(answerTimeoutMs) });
    if (response.ok) return await bytesOf(response, bytesMax);
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) return { kind: 'missing' };
    throw new ServerUnreachable(`${url} answered ${response.status}`);
  } catch (error) {
    if (error instanceof ServerUnreachable) throw error;
    throw new ServerUnreachable(`${url} could not be read: ${reasonOf(error)}`);
  }
}

/** Counted as they come: a declared length may be false, and a compressed body may unfold to anything. */
async function bytesOf(response: Response, bytesMax: number): Promise<Served> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > bytesMax) return { kind: 'too_large' };
    chunks.push(chunk);
  }
  return { kind: 'bytes', bytes: Buffer.concat(chunks) };
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError') return `no answer within ${answerTimeoutMs / 1000} s`;
  return cause?.code ?? message;
}
