// The built script of the page in a dispute pack (browser/).

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Undefined where it was not built: the page then says how to check elsewhere, and checks nothing itself. */
export function readDisputeScript(folder: string | undefined): string | undefined {
  const file = folder === undefined ? undefined : join(folder, 'dispute.js');
  return file === undefined || !existsSync(file) ? undefined : readFileSync(file, 'utf8');
}
