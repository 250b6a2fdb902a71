// The ledger as it is shipped, on the bench's Postgres, with one business and what the requests need.

import { createSecretKey, randomBytes } from 'node:crypto';
import { serve } from '@hono/node-server';
import { rateLimits } from '../../ledger/auth/rate-limit.ts';
import { compose } from '../../ledger/compose/ledger.ts';
import { readConfig } from '../../ledger/config.ts';
import { flowDraftSchema } from '../../ledger/core/flow/flow.ts';
import { createApi } from '../../ledger/http/server/api.ts';
import { publish as publishFlow } from '../../ledger/operations/flow/flows.ts';
import { newFlowSecret, setProvider } from '../../ledger/operations/flow/secrets.ts';
import { publish } from '../../ledger/operations/notice/notices.ts';
import { addBusiness, createApiKey } from '../../ledger/operations/setup/setup.ts';
import { addSite } from '../../ledger/operations/setup/sites.ts';
import { createRateLimits } from '../../ledger/storage/visitor/rate-limits.ts';
import { createLogger } from '../../ledger/telemetry/logger.ts';

const composed = await compose(readConfig());
// All requests come from one site, one line and one country: they are counted as ever, but against numbers
// nobody reaches.
const noLimit = [{ requests: Number.MAX_SAFE_INTEGER, seconds: 60 }];
const ledger = {
  ...composed.ledger,
  limits: createRateLimits(createSecretKey(randomBytes(32)), {
    ...rateLimits,
    site: noLimit,
    calling_code: noLimit,
    flow: noLimit,
  }),
};
await addBusiness(ledger, { id: 'bench', name: 'Fresh Produce', callingCode: '1' });
const site = await addSite(ledger, 'bench', ['https://fresh.example']);
const notice = {
  id: 'order-updates',
  purposes: ['shipping_update' as const],
  scope: ['message' as const],
  default_locale: 'en',
  locales: { en: { what: 'order updates' } },
  contact: { email: 'care@fresh.example' },
  privacy_url: 'https://fresh.example/privacy',
  withdrawal_url: 'https://fresh.example/profile',
  policy: 'strict-2020' as const,
};
await publish(ledger, 'bench', notice, 'bench');
const line = { id: 'order-line', notice: 'order-updates', calling_code: '1' };
await publishFlow(ledger, 'bench', flowDraftSchema.parse({ ...line, locales: { en: {} } }), 'bench');
const flowSecret = await newFlowSecret(ledger, 'bench', 'order-line');
const twilioSecret = randomBytes(16).toString('hex');
await setProvider(ledger, 'bench', 'twilio', twilioSecret);
const { key } = await createApiKey(ledger, 'bench', 'bench', [
  'opt-in:write',
  'opt-out:write',
  'gate:check',
  'audit:read',
  'import:write',
  'changes:read',
  'erase',
]);
const [published] = await ledger.notices.versions('bench', 'order-updates');
const nonceKey = ledger.keys.macs[0].key.export().toString('base64');
serve(
  { fetch: createApi(ledger, { metrics: composed.metrics }).fetch, hostname: '127.0.0.1', port: 0 },
  ({ port }) =>
    process.send?.({
      ...{ port, key, site: site.key, nonceKey, notice: published!.notice },
      ...{ url: ledger.url, flowSecret, twilioSecret },
    }),
);

// Fills the register, writes the journal and all else that a node does by itself.
if (process.env.BENCH_WORKERS !== undefined) composed.startWorkers(createLogger({ level: 'silent' }));

// Never outlives the bench, however that ends.
process.once('disconnect', () => process.exit());
