// Content codings and entity tags (RFC 9110, sections 8.4, 8.8.3 and 13.1.2). Each coding of a text has a tag
// of its own; a caller that already has the one it would get is answered 304.
//
// Compressed are pages, and what is the same for every caller. No answer to a secret key and none to a POST
// is: those hold secrets beside text that another party may have written, and a length would tell of them
// (BREACH). The pages hold none of another's secrets: /embed, /flow and the documentation know no secret at
// all, and the person's page can be asked for only by a holder of its link, who may read all of it.

import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import type { Context } from 'hono';
import type { Reply } from './reply.ts';

export type Coding = 'br' | 'gzip' | 'identity';
type Bytes = Uint8Array<ArrayBuffer>;

/** The best coding a browser accepts (RFC 9110, 12.5.3); one with `q=0` is refused. */
export function codingFor(acceptEncoding: string | undefined): Coding {
  const accepted = new Set<string>();
  for (const part of (acceptEncoding ?? '').toLowerCase().split(',')) {
    const [coding = '', weight = ''] = part.split(';').map((piece) => piece.trim());
    if (!/^q=0(\.0*)?$/.test(weight)) accepted.add(coding);
  }
  return accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : 'identity';
}

/** A text that exists in every coding. */
export type CodedFile = {
  type: string;
  /** Of its bytes before they are coded. */
  digest: string;
  bytesIn(coding: Coding): Bytes;
};

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  ts: 'text/plain; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json',
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** @param path its ending says its media type */
export function codedFile(path: string, identity: Bytes, digest: string): CodedFile {
  const made: Partial<Record<Coding, Bytes>> = { identity };
  return {
    type: types[path.split('.').at(-1)!] ?? 'application/octet-stream',
    digest,
    // Compressed when first asked for: most of the small files never are.
    bytesIn: (coding) => {
      made[coding] ??= new Uint8Array(
        coding === 'br' ? brotliCompressSync(identity) : gzipSync(identity, { level: 9 }),
      );
      return made[coding];
    },
  };
}

/** In the best coding that the caller accepts, or 304. */
export function fileReply(
  c: Context,
  { type, digest, bytesIn }: CodedFile,
  cache: Record<string, string>,
): Reply<200 | 304> {
  const coding = codingFor(c.req.header('accept-encoding'));
  const headers = { ...cache, etag: tagOf(digest, coding), vary: 'Accept-Encoding' };
  if (isHeld(c, headers.etag)) return { status: 304, headers, body: null };
  return {
    status: 200,
    headers: { ...headers, 'content-type': type, ...encodedAs(coding) },
    body: bytesIn(coding),
  };
}

const tagOf = (digest: string, coding: Coding): string =>
  `"${digest}${coding === 'identity' ? '' : `-${coding}`}"`;

const encodedAs = (coding: Coding) => (coding === 'identity' ? {} : { 'content-encoding': coding });

/** Compared weakly: a proxy that compresses on its way makes a weak tag of a strong one. */
function isHeld(c: Context, etag: string): boolean {
  const held = c.req.header('if-none-match');
  if (held === undefined) return false;
  return held.trim() === '*' || Array.from(held.matchAll(/"[^"]*"/g), ([tag]) => tag).includes(etag);
}

/** Below this a coding saves nothing that a packet would show. */
const codedFrom = 1000;
/** What half a megabyte of JSON takes about ten milliseconds for, on another thread. */
const quality = 5;
const [brotliOf, gzipOf] = [promisify(brotliCompress), promisify(gzip)];

type Coded = Partial<Record<Coding, Bytes>>;
/** Of what is the same for every caller, by its digest: compressed when first asked for, and never again. */
const made = new Map<string, Coded>();
/** Documents held at once. There are fewer; one that changes takes another place. */
const madeMax = 256;

function madeOf(digest: string): Coded {
  const known = made.get(digest) ?? {};
  made.set(digest, known);
  if (made.size > madeMax) made.delete(made.keys().next().value!);
  return known;
}

/**
 * A page or a document in the best coding that the caller accepts.
 * @param tagged it is the same for every caller, so it has a tag, and a caller may have it already
 */
export async function codedReply(c: Context, reply: Reply, tagged: boolean): Promise<Reply> {
  const { status, body } = reply;
  if (typeof body !== 'string') return reply;
  const coding = body.length < codedFrom ? 'identity' : codingFor(c.req.header('accept-encoding'));
  const headers: Record<string, string> = { ...reply.headers, vary: 'Accept-Encoding' };
  if (tagged && status === 200) {
    const digest = hash('sha256', body, 'base64url');
    headers['etag'] = tagOf(digest, coding);
    if (isHeld(c, headers['etag'])) return { status: 304, headers, body: null };
    const known = madeOf(digest);
    known[coding] ??= await bytesOf(body, coding);
    return { status, headers: { ...headers, ...encodedAs(coding) }, body: known[coding] };
  }
  return { status, headers: { ...headers, ...encodedAs(coding) }, body: await bytesOf(body, coding) };
}

async function bytesOf(text: string, coding: Coding): Promise<Bytes> {
  const bytes = Buffer.from(text, 'utf8');
  if (coding === 'identity') return new Uint8Array(bytes);
  const sized = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return new Uint8Array(coding === 'br' ? await brotliOf(bytes, { params: sized }) : await gzipOf(bytes));
}
