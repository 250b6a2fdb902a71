// The same ledger, later: one clock is moved, everything else (database, keys, log) is shared.

import { createApi } from '../../../ledger/http/server/api.ts';
import { listen } from '../../../ledger/http/server/listen.ts';
import { lookUpsBy } from '../../operations/clock.ts';
import type { TestLedger } from '../../support/ledger.ts';

export type Later = { url: string } & AsyncDisposable;

export async function laterBy(milliseconds: number, { ledger }: TestLedger): Promise<Later> {
  const world = { ...ledger.world, now: () => new Date(Date.now() + milliseconds) };
  const [lookUp, lookUpInBulk] = [ledger.lookUp, ledger.lookUpInBulk].map((one) => lookUpsBy(world, one));
  const later = { ...ledger, world, lookUp: lookUp!, lookUpInBulk: lookUpInBulk! };
  const { port, stop } = await listen(createApi(later), { host: '127.0.0.1', port: 0 });
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: stop };
}
