// The shop's own files: one style sheet, the icon, two small scripts. It reads them once, so no path of a
// request reaches the disk.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';

/** From the general to the particular. */
const styles = [
  'base',
  'words',
  'frame',
  'controls',
  'front',
  'checkout',
  'profile',
  'order',
  'phone',
  'proof',
  'forced-colours',
];

const files = [
  {
    path: '/shop/style.css',
    type: 'text/css; charset=utf-8',
    parts: styles.map((name) => `../style/${name}.css`),
  },
  { path: '/shop/copy.js', type: 'text/javascript; charset=utf-8', parts: ['../pages/copy.js'] },
  {
    path: '/shop/profile.js',
    type: 'text/javascript; charset=utf-8',
    parts: ['../pages/profile.js'],
  },
  { path: '/shop/icon.svg', type: 'image/svg+xml', parts: ['../art/icon.svg'] },
] as const;

export function addFiles(app: Hono): void {
  for (const { path, type, parts } of files) {
    const body = parts.map((part) => readFileSync(new URL(part, import.meta.url), 'utf8')).join('\n');
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
    const headers = { 'content-type': type, 'cache-control': 'no-cache', etag };
    app.get(path, (c) =>
      c.req.header('if-none-match') === etag ? c.body(null, 304, headers) : c.body(body, 200, headers),
    );
  }
}
