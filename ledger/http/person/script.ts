// The script of the person's page as built (browser/): read once at the start, so that no request reaches the file system.

import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const scriptPath = '/person/verify.js';

export type PersonScript = {
  /** Where it is served; the query changes with its bytes, so that no cache keeps an old one. */
  path: string;
  /** For the `integrity` attribute. */
  integrity: string;
  encodings: Record<'br' | 'gzip' | 'identity', Uint8Array<ArrayBuffer>>;
};

/** Undefined where it was not built: then the page has no check in the browser. */
export function readPersonScript(folder: string | undefined): PersonScript | undefined {
  if (folder === undefined) return undefined;
  const file = join(folder, 'verify.js');
  if (!existsSync(file)) return undefined;
  const identity = new Uint8Array(readFileSync(file));
  return {
    path: `${scriptPath}?${hash('sha256', identity, 'hex').slice(0, 16)}`,
    integrity: `sha384-${hash('sha384', identity, 'base64')}`,
    encodings: {
      br: new Uint8Array(brotliCompressSync(identity)),
      gzip: new Uint8Array(gzipSync(identity, { level: 9 })),
      identity,
    },
  };
}
