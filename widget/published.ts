// The last step of the build, run by vite and not part of the widget: widget.json beside optmark.js says under which
// URLs the script is served, its SRI digest and its sizes.

import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

export type Published = {
  name: 'optmark';
  version: string;
  /** Immutable: these bytes for ever. */
  file: string;
  /** For the `integrity` attribute, https://www.w3.org/TR/sri-2/ . */
  integrity: string;
  /** Moving major version, short cache, no digest. */
  moving: string;
  /** Sizes in bytes: as is, gzip -9, brotli 11. */
  bytes: number;
  gzip: number;
  brotli: number;
};

export function describeScript(version: string, script: Uint8Array): Published {
  return {
    name: 'optmark',
    version,
    file: `/${version}/optmark.js`,
    integrity: `sha384-${createHash('sha384').update(script).digest('base64')}`,
    moving: '/v1/optmark.js',
    bytes: script.length,
    gzip: gzipSync(script, { level: 9 }).length,
    brotli: brotliCompressSync(script).length,
  };
}

export function published(version: string): Plugin {
  return {
    name: 'optmark-published',
    apply: 'build',
    generateBundle: {
      // After every other plugin: the digest must be of the bytes that are written.
      order: 'post',
      handler(_, bundle) {
        const script = bundle['optmark.js'];
        if (script?.type !== 'chunk') throw new Error('the build made no optmark.js');
        const source = JSON.stringify(describeScript(version, Buffer.from(script.code)), null, 2);
        this.emitFile({ type: 'asset', fileName: 'widget.json', source: `${source}\n` });
      },
    },
  };
}
