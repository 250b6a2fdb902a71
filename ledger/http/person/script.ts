// The built script of the person's page (browser/). The server reads it once at the start, so that no request
// reads the file system.

import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CodedFile, codedFile } from '../server/coding.ts';

/** Where `npm run build` leaves it. */
export const personFolder = fileURLToPath(new URL('../../../.build/person', import.meta.url));

export const scriptPath = '/person/verify.js';

export type PersonScript = {
  /** Where the server serves it. The query changes with its bytes, so that no cache shows an old one. */
  path: string;
  /** For the `integrity` attribute. */
  integrity: string;
  file: CodedFile;
};

/** Undefined where it was not built. The page then has no check in the browser. */
export function readPersonScript(folder: string | undefined): PersonScript | undefined {
  if (folder === undefined) return undefined;
  const file = join(folder, 'verify.js');
  if (!existsSync(file)) return undefined;
  const identity = new Uint8Array(readFileSync(file));
  const integrity = `sha384-${hash('sha384', identity, 'base64')}`;
  return {
    path: `${scriptPath}?${hash('sha256', identity, 'hex').slice(0, 16)}`,
    integrity,
    file: codedFile(scriptPath, identity, integrity),
  };
}
