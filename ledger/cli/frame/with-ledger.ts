// The ledger for the length of one command. It must exist already. A server on the same database goes on:
// both append to one log.

import type { Composed } from '../../compose/ledger.ts';
import { type Config, readCommandConfig } from '../../config.ts';
import { say } from './terminal.ts';

export async function withLedger<Result>(
  work: (composed: Composed, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = readCommandConfig();
  // Loaded only now: help, and arguments that cannot be meant, need no database driver.
  const { composeExisting } = await import('../../compose/ledger.ts');
  const composed = await composeExisting(config, say);
  try {
    return await work(composed, config);
  } finally {
    await composed.close();
  }
}
