// The log's newest checkpoint, read and checked once for the seal and the pages that ask.

import { ask, askText } from '../ask/ask.ts';
import { to } from '../ask/route.ts';
import { tellBroken } from '../parts/broken.ts';
import { frame } from '../words/en.ts';
import type { LogKeys, OpenedHead } from './check.ts';

let keys: Promise<LogKeys> | undefined;

/** Kept, so that loaded proofs can still be checked where there is no network. */
export function logKeys(): Promise<LogKeys> {
  keys ??= ask<LogKeys>('GET', '/log/keys.json').catch((error) => {
    keys = undefined;
    throw error;
  });
  return keys;
}

export async function newestHead(): Promise<OpenedHead> {
  const [{ logFails, openHead }, note, published] = await Promise.all([
    import('./check.ts'),
    askText('/log/checkpoint'),
    logKeys(),
  ]);
  const opened = await openHead(note, published);
  if (logFails(opened)) tellLogBroken();
  return opened;
}

export const tellLogBroken = (): void => tellBroken({ what: frame.theLog, address: to('log') });
