// What a route answers, before it becomes a Response: plain data, so that it is made in one go with all its headers.
// (node-server writes plain headers straight to the socket; a Headers object costs a tenth of a gate check.)

export type Reply = {
  status: number;
  headers: Record<string, string>;
  /** A stream is written as fast as it is read (streamed.ts). */
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
};

/** Personal, or the answer to a POST: no cache may keep it. */
export const neverStored = { 'cache-control': 'no-store' };
/** The bytes at this URL never change; `no-transform`, because they are hashed by whoever reads them. */
export const immutable = { 'cache-control': 'public, max-age=31536000, immutable, no-transform' };

export const cachedFor = (seconds: number) => ({ 'cache-control': `public, max-age=${seconds}` });

/** Sent with every answer. */
export const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

export function json(status: number, value: object, headers: Record<string, string> = neverStored): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

export function text(status: number, body: string, headers: Record<string, string>): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

/** A page without scripts. `style` is the one style sheet it holds, by hash (CSP Level 3, 'sha256-…'). */
export function page(html: string, styleHash: string): Reply {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      ...cachedFor(300),
    },
    body: html,
  };
}
