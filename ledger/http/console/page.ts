// GET /console: the one page of the console and what it loads, as vite has built them. It holds nothing of
// any business: what is shown comes from the API, for the person who is signed in. The server reads the files
// once at the start, so that no request reads the file system.

import { hash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LedgerError } from '../../core/error.ts';
import { type CodedFile, codedFile, fileReply } from '../server/coding.ts';
import { type Endpoint, rawAnswer, rawEndpoint } from '../server/endpoint.ts';
import { immutable } from '../server/reply.ts';
import { requireSafe } from '../server/session.ts';
import { cardEndpoint } from './card.ts';

/** Where `npm run build` leaves it. */
export const consoleFolder = fileURLToPath(new URL('../../../.build/console', import.meta.url));

/** By path, such as `/console/assets/main-1a2b3c4d.js`; `/console` is the page. */
export type ConsoleBuild = ReadonlyMap<string, CodedFile>;

/** Undefined where it was not built. */
export function readConsoleBuild(folder: string | undefined): ConsoleBuild | undefined {
  if (folder === undefined || !existsSync(join(folder, 'index.html'))) return undefined;
  const files = new Map([['/console', fileAt(join(folder, 'index.html'))]]);
  for (const file of globSync('assets/*', { cwd: folder }))
    files.set(`/console/${file}`, fileAt(join(folder, file)));
  return files;
}

function fileAt(file: string): CodedFile {
  const bytes = new Uint8Array(readFileSync(file));
  return codedFile(file, bytes, hash('sha256', bytes, 'base64url'));
}

/** Scripts, styles and frames of its own origin alone; it sends forms to nobody else and lies in no frame. */
const policy = [
  "default-src 'none'",
  ...[
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
  ],
  ...["base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"],
].join('; ');

const pageHeaders = {
  'content-security-policy': policy,
  // Asked for anew each time, so that nobody works with the scripts of an old release.
  'cache-control': 'no-cache',
  'x-robots-tag': 'noindex, nofollow',
};

export const consolePageEndpoints: Endpoint[] = [
  cardEndpoint,
  rawEndpoint({
    method: 'get',
    path: '/console',
    at: ['/console', '/console/*'],
    operationId: 'showConsole',
    tag: 'Console',
    summary: 'The console',
    description: 'One page for every address below /console, and what it loads, below /console/assets.',
    who: 'open',
    answers: {
      200: rawAnswer('The page, or a file that it loads.', { 'text/html': { schema: { type: 'string' } } }),
      304: rawAnswer('The one that the caller has, by `If-None-Match`.'),
    },
    errors: ['forbidden', 'not_found'],
    serve:
      ({ ledger, consoleBuild }) =>
      ({ c }) => {
        requireSafe(ledger, c);
        if (consoleBuild === undefined) throw new LedgerError('not_found', 'The console was not built here.');
        const { path } = c.req;
        if (!path.startsWith('/console/assets/'))
          return fileReply(c, consoleBuild.get('/console')!, pageHeaders);
        const file = consoleBuild.get(path);
        if (file === undefined) throw new LedgerError('not_found', 'There is nothing here.');
        return fileReply(c, file, immutable);
      },
  }),
];
