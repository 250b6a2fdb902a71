// Fills the bench's ledger as a node of its own: every record goes the way of a request, without HTTP alone.
// It is admitted, sealed, in the log under a signed checkpoint, answered with a receipt, and in the register.

import { spend } from '../../ledger/auth/spend.ts';
import { serverOptOut } from '../../ledger/channels/server/opt-out.ts';
import { serverOptIn } from '../../ledger/channels/server/server.ts';
import { compose } from '../../ledger/compose/ledger.ts';
import { readConfig } from '../../ledger/config.ts';
import { recordOptIn, recordOptOut } from '../../ledger/operations/consent/record-consent.ts';
import { createApiKey } from '../../ledger/operations/setup/setup.ts';
import { createLogger } from '../../ledger/telemetry/logger.ts';
import { numberAt } from './requests.ts';

/** As many as fill each commit while the answers of the one before are signed. */
const atOnce = 512;

const from = Number(process.env.BENCH_FROM);
const to = Number(process.env.BENCH_TO);

const { ledger, startWorkers, close } = await compose(readConfig());
startWorkers(createLogger({ level: 'silent' }));
const { id: key } = await createApiKey(ledger, 'bench', 'filling', ['opt-in:write', 'opt-out:write']);
const caller = { business: 'bench', key };

/** Of nine people who agree by telephone or text message the first stops. */
function record(n: number): Promise<unknown> {
  const once = spend(ledger.keys.macs, 'idempotency_key', ['bench', String(n)], Buffer.of());
  if (n % 10 === 9) {
    const stop = { number: numberAt(n - 9), channel: 'web' };
    return recordOptOut(ledger, serverOptOut(stop, caller), once);
  }
  const common = { notice: 'order-updates', locale: 'en', number: numberAt(n) };
  const agreed =
    n % 2 === 0
      ? { channel: 'ivr', evidence: { call_id: `c-${n}`, key: '1', prompt: '1' } }
      : {
          channel: 'sms',
          evidence: { message_id: `m-${n}`, keyword: 'YES', wording_sha256: 'a'.repeat(64) },
        };
  return recordOptIn(ledger, serverOptIn({ ...common, ...agreed }, caller), once);
}

let next = from;
const started = performance.now();
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    while (next < to) {
      await record(next++);
      if (next % 100_000 === 0) process.stderr.write(`\r${next} records of ${to}\u001b[K`);
    }
  }),
);
process.stderr.write('\r\u001b[K');
process.send?.((to - from) / ((performance.now() - started) / 1000));
await close();
process.disconnect?.();
