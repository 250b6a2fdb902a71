// The ledger for the length of one command. A server that runs on the same database goes on: both append to one log.

import type { Composed } from '../compose.ts';
import { type Config, readConfig } from '../config.ts';
import { say } from './terminal.ts';

export async function withLedger<Result>(
  work: (composed: Composed, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = readConfig();
  // Loaded only now: help, and arguments that cannot be meant, need no database driver.
  const { compose } = await import('../compose.ts');
  const composed = await compose(config, say);
  try {
    return await work(composed, config);
  } finally {
    await composed.close();
  }
}
