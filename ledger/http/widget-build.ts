// The widget as built: optmark.js and widget.json, which says its version and digest. Both are read once at the start,
// so every byte that will be served, compressed, is in memory before the first request, and no path from a request
// ever reaches the file system.

import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { z } from 'zod';

export const publishedSchema = z
  .strictObject({
    name: z.literal('optmark'),
    version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/),
    file: z
      .string()
      .regex(/^\/[\w.-]+\/optmark\.js$/)
      .meta({ description: 'The path of this release, which never changes.' }),
    integrity: z.string().meta({ description: 'For the `integrity` attribute of a script tag.' }),
    moving: z.string().meta({ description: 'The path that moves with each release of the same major.' }),
    bytes: z.int(),
    gzip: z.int(),
    brotli: z.int(),
  })
  .meta({
    id: 'PublishedWidget',
    example: {
      name: 'optmark',
      version: '0.1.0',
      file: '/0.1.0/optmark.js',
      integrity: 'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
      moving: '/v1/optmark.js',
      bytes: 24000,
      gzip: 9600,
      brotli: 8800,
    },
  });

type Bytes = Uint8Array<ArrayBuffer>;

export type WidgetBuild = {
  published: z.infer<typeof publishedSchema>;
  encodings: { br: Bytes; gzip: Bytes; identity: Bytes };
};

/**
 * The build in a folder; undefined if there is none (a ledger without a widget is still a ledger).
 * @throws Error for a script that is not the one widget.json was written for
 */
export function readWidgetBuild(folder: string): WidgetBuild | undefined {
  if (!existsSync(join(folder, 'widget.json'))) return undefined;
  const published = publishedSchema.parse(JSON.parse(readFileSync(join(folder, 'widget.json'), 'utf8')));
  const identity = new Uint8Array(readFileSync(join(folder, 'optmark.js')));
  if (published.integrity !== `sha384-${hash('sha384', identity, 'base64')}`) {
    throw new Error(`${folder}/optmark.js is not what its widget.json describes; build the widget again`);
  }
  const br = new Uint8Array(brotliCompressSync(identity));
  const gzip = new Uint8Array(gzipSync(identity, { level: 9 }));
  return { published, encodings: { br, gzip, identity } };
}

/** The best coding a browser accepts (RFC 9110, 12.5.3); one with `q=0` is refused. */
export function codingFor(acceptEncoding: string | undefined): keyof WidgetBuild['encodings'] {
  const accepted = new Set<string>();
  for (const part of (acceptEncoding ?? '').toLowerCase().split(',')) {
    const [coding = '', weight = ''] = part.split(';').map((piece) => piece.trim());
    if (!/^q=0(\.0*)?$/.test(weight)) accepted.add(coding);
  }
  return accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : 'identity';
}
