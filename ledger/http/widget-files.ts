// The widget's files as built, read once at the start: every byte that will be served, compressed and digested, is in
// memory before the first request, and no path from a request ever reaches the file system.

import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export type WidgetFile = {
  /** Relative to the folder, with slashes: `optmark.js`. */
  name: string;
  mediaType: string;
  /** For the `integrity` attribute (W3C Subresource Integrity). */
  integrity: string;
  encodings: { br: Bytes; gzip: Bytes; identity: Bytes };
};

type Bytes = Uint8Array<ArrayBuffer>;

const mediaTypes: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  map: 'application/json',
  svg: 'image/svg+xml',
};

/** The files of a build; none if there is no such folder (a ledger without a widget is still a ledger). */
export function readWidgetFiles(folder: string): WidgetFile[] {
  if (!existsSync(folder)) return [];
  const files: WidgetFile[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const mediaType = mediaTypes[entry.name.slice(entry.name.lastIndexOf('.') + 1)];
    if (!entry.isFile() || mediaType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length).split(sep).filter(Boolean).join('/');
    files.push(widgetFile(name, mediaType, new Uint8Array(readFileSync(path))));
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function widgetFile(name: string, mediaType: string, identity: Bytes): WidgetFile {
  const integrity = `sha384-${hash('sha384', identity, 'base64')}`;
  const br = new Uint8Array(brotliCompressSync(identity));
  const gzip = new Uint8Array(gzipSync(identity, { level: 9 }));
  return { name, mediaType, integrity, encodings: { br, gzip, identity } };
}

/** The best coding a browser accepts (RFC 9110, 12.5.3); one with `q=0` is refused. */
export function codingFor(acceptEncoding: string | undefined): keyof WidgetFile['encodings'] {
  const accepted = new Set<string>();
  for (const part of (acceptEncoding ?? '').toLowerCase().split(',')) {
    const [coding = '', weight = ''] = part.split(';').map((piece) => piece.trim());
    if (!/^q=0(\.0*)?$/.test(weight)) accepted.add(coding);
  }
  return accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : 'identity';
}
