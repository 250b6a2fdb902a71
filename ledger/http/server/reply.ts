// A route's answer before it becomes a Response: plain data, so that the Response is made at once with all
// its headers. (node-server writes plain headers straight to the socket; a Headers object costs a tenth of a
// gate check.)

export type Reply<S extends number = number> = {
  status: S;
  headers: Record<string, string>;
  /** A stream is written as fast as it is read (streamed.ts). */
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
};

/** Personal, or the answer to a POST: no cache may keep it. */
export const neverStored = { 'cache-control': 'no-store' };
/** Of a page for one person, or behind a link: no search engine lists it either. */
export const unlisted = { ...neverStored, 'x-robots-tag': 'noindex, nofollow' };
/** The bytes at this URL never change; `no-transform`, because their readers hash them. */
export const immutable = { 'cache-control': 'public, max-age=31536000, immutable, no-transform' };

export const cachedFor = (seconds: number) => ({ 'cache-control': `public, max-age=${seconds}` });

/** Sent with every answer. */
export const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

export function json<S extends number>(
  status: S,
  value: object,
  headers: Record<string, string> = neverStored,
): Reply<S> {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

export function text<S extends number>(status: S, body: string, headers: Record<string, string>): Reply<S> {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}
