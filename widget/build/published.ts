// What widget.json says about the first script: its URLs, its SRI digest and its sizes.

import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Sizes in bytes: uncompressed, gzip -9, brotli 11. */
export type Sizes = { bytes: number; gzip: number; brotli: number };

export type Published = Sizes & {
  name: 'optmark';
  version: string;
  /** Immutable: these bytes for ever. */
  file: string;
  /** For the `integrity` attribute, https://www.w3.org/TR/sri-2/ . */
  integrity: string;
  /** Moving major version, short cache, no digest. */
  moving: string;
};

export function sizesOf(file: Uint8Array): Sizes {
  return {
    bytes: file.length,
    gzip: gzipSync(file, { level: 9 }).length,
    brotli: brotliCompressSync(file).length,
  };
}

export function describeScript(version: string, script: Uint8Array): Published {
  return {
    name: 'optmark',
    version,
    file: `/${version}/optmark.js`,
    integrity: `sha384-${createHash('sha384').update(script).digest('base64')}`,
    moving: '/v1/optmark.js',
    ...sizesOf(script),
  };
}
