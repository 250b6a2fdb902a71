// The same ledger, later: one clock is moved, everything else (database, keys, log) is shared.

import { createApi } from '../../../ledger/http/api.ts';
import { listen } from '../../../ledger/http/server/listen.ts';
import type { TestLedger } from '../../support/ledger.ts';

export type Later = { url: string } & AsyncDisposable;

export async function laterBy(milliseconds: number, { ledger }: TestLedger): Promise<Later> {
  const world = { ...ledger.world, now: () => new Date(Date.now() + milliseconds) };
  const { port, stop } = await listen(createApi({ ...ledger, world }), { host: '127.0.0.1', port: 0 });
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: stop };
}
