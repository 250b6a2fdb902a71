// The body of a request: read once, within a limit, as bytes, and only if it is UTF-8. Nothing is parsed
// here.

import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { LedgerError } from '../../core/error.ts';
import { progressBytesMin, progressMs, requestTimeoutMs } from './limits.ts';

/** The media type of a request in lower case, without its parameters; '' if none is named. */
export function mediaTypeOf(c: Context): string {
  const header = c.req.header('content-type') ?? '';
  const end = header.indexOf(';');
  return (end === -1 ? header : header.slice(0, end)).trim().toLowerCase();
}

/** Told of bytes as they come; reads no further where it throws. */
export type Counted = (bytes: number) => void;

/**
 * The bytes of a body that has this media type and is UTF-8. Where they are counted they must also keep
 * coming. Throws unsupported_media_type, too_large, too_slow, malformed.
 */
export async function readBody(
  c: Context,
  mediaType: string,
  bytesMax: number,
  counted?: Counted,
): Promise<Buffer> {
  requireMediaType(c, mediaType);
  const bytes = await readAnyBody(c, bytesMax, counted);
  requireUtf8(bytes);
  return bytes;
}

export function requireMediaType(c: Context, mediaType: string): void {
  if (mediaTypeOf(c) !== mediaType) throw unsupported(`The body must be ${mediaType}.`);
}

/** Replacing what is not UTF-8 would sign, hash or store something that the caller did not send. */
export function requireUtf8(bytes: Uint8Array): void {
  if (!isUtf8(bytes)) throw new LedgerError('malformed', 'The body is not UTF-8.');
}

/**
 * The bytes of a body under any media type and in any encoding: one that a signature covers, or that may hold
 * a stop, is not refused for its form. Where they are counted they must also keep coming. Throws
 * unsupported_media_type, too_large, too_slow, malformed.
 */
export async function readAnyBody(c: Context, bytesMax: number, counted?: Counted): Promise<Buffer> {
  if (c.req.header('content-encoding') !== undefined) throw unsupported('The body must not be compressed.');
  return readBytes(c, bytesMax, counted);
}

/**
 * The reader for the media type of the request.
 * @param otherwise for any other type. Without it throws unsupported_media_type
 */
export function byMediaType<T>(c: Context, choices: Record<string, () => T>, otherwise?: () => T): T {
  const mediaType = mediaTypeOf(c);
  // Own properties only: a media type called `constructor` must not find what every object has.
  const choice = Object.hasOwn(choices, mediaType) ? choices[mediaType] : otherwise;
  if (choice === undefined) throw unsupported(`The body must be ${Object.keys(choices).join(' or ')}.`);
  return choice();
}

function unsupported(detail: string): LedgerError {
  return new LedgerError('unsupported_media_type', detail);
}

/** The bytes of a body of any type, in time and within the limit. Throws too_large, too_slow, malformed. */
export async function readBytes(c: Context, bytesMax: number, counted?: Counted): Promise<Buffer> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const tooSlow = () => reject(new LedgerError('too_slow', 'The body did not arrive in time.'));
  // node:http has one limit for all requests, and a bulk check may take an hour.
  const timer = setTimeout(tooSlow, requestTimeoutMs);
  const progress = counted && watchProgress(counted, tooSlow);
  try {
    return await Promise.race([readAll(c, bytesMax, progress?.counted), late]);
  } finally {
    clearTimeout(timer);
    progress?.stop();
  }
}

/** Gives up on a caller who sends next to nothing: the bytes held so far take memory from other callers. */
function watchProgress(counted: Counted, tooSlow: () => void): { counted: Counted; stop(): void } {
  let sinceLook = 0;
  const timer = setInterval(() => {
    if (sinceLook < progressBytesMin) tooSlow();
    sinceLook = 0;
  }, progressMs);
  return {
    counted: (bytes) => {
      sinceLook += bytes;
      counted(bytes);
    },
    stop: () => clearInterval(timer),
  };
}

async function readAll(c: Context, bytesMax: number, counted?: Counted): Promise<Buffer> {
  const announced = c.req.header('content-length');
  if (announced !== undefined && Number(announced) > bytesMax) throw tooLarge(bytesMax);
  try {
    // The HTTP parser holds a body to its announced length, so the limit is kept; without one every byte is
    // counted.
    if (announced !== undefined && counted === undefined) return await readAnnounced(c, Number(announced));
    return await readCounted(c.req.raw.body, bytesMax, counted);
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    throw new LedgerError('malformed', 'The body broke off before its end.');
  }
}

/**
 * From node's own request where there is one: the web request around it costs as much as routing and
 * answering.
 */
async function readAnnounced(c: Context, announced: number): Promise<Buffer> {
  const incoming = (c.env as Partial<HttpBindings> | undefined)?.incoming;
  // A caller who has hung up may still have sent everything; node-server knows how to find it.
  if (incoming === undefined || incoming.destroyed) return Buffer.from(await c.req.raw.arrayBuffer());
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let received = 0;
  // An opt-out whose sender hangs up at its last byte is whole.
  const end = () =>
    received === announced ? resolve(Buffer.concat(chunks)) : reject(new Error('the body broke off'));
  const take = (chunk: Buffer) => {
    chunks.push(chunk);
    received += chunk.length;
  };
  (incoming as IncomingMessage).on('data', take).on('end', end).on('error', end).on('close', end);
  return promise;
}

async function readCounted(
  body: ReadableStream<Uint8Array> | null,
  bytesMax: number,
  counted: Counted = () => {},
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop by an exception cancels the stream, so that the rest is not read.
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw tooLarge(bytesMax);
    counted(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(bytesMax: number): LedgerError {
  return new LedgerError('too_large', `The body must not be larger than ${bytesMax} bytes.`);
}
