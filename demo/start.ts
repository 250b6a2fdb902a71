// `npm start`: the ledger, the demo business and its shop, on one server. The first start makes keys, a
// database and the demo. Every later start finds them again.

import type { Hono } from 'hono';
import { endAtOnce, say } from '../ledger/cli/frame/terminal.ts';
import { type Composed, compose } from '../ledger/compose/ledger.ts';
import { type Config, reachable, readConfig } from '../ledger/config.ts';
import { endAtOnceOnSignals, startServer, untilStopped } from '../ledger/serve.ts';
import type { PretendMeta } from './cloud-api/meta.ts';
import { pretendGateway } from './pretend-gateway.ts';
import { connectShop, type PretendWhatsApp, pretendWhatsApp } from './pretend-whatsapp.ts';
import { type Demo, demoFile, seedDemo, shopOrigins } from './seed.ts';
import { createShop } from './shop/shop.ts';
import { type Started, welcome } from './welcome.ts';

async function start(): Promise<void> {
  const started = endAtOnceOnSignals(endAtOnce);
  const { config: read, codeSecret } = pretendGateway(readConfig());
  const whatsApp = await pretendWhatsApp(read);
  const { config } = whatsApp;
  try {
    const composed = await compose(config, say);
    const demo = await seeded(composed, config);
    const shop = demo && (await shopOf(demo, config, whatsApp.meta, codeSecret));
    const server = await startServer(composed, config, shop);
    const stopped = untilStopped(server, { say, endAtOnce });
    started();
    console.log(
      welcome({
        url: server.url,
        dataFolder: config.dataFolder,
        demoFile: demo && demoFile(config),
        standIn: standInOf(demo, whatsApp),
      }),
    );
    await stopped;
  } finally {
    await whatsApp.stop();
  }
}

const standInOf = (demo: Demo | undefined, { url }: PretendWhatsApp): Started['standIn'] =>
  demo && url && { url, business: demo.business, account: demo.sender.waba_id };

/** Undefined on a ledger that is not a demo. */
async function seeded({ ledger, close }: Composed, config: Config): Promise<Demo | undefined> {
  if (!config.demo) return undefined;
  try {
    return await seedDemo(ledger, config);
  } catch (error) {
    await close();
    throw error;
  }
}

function shopOf(
  demo: Demo,
  config: Config,
  meta: PretendMeta,
  codeSecret: string | undefined,
): Promise<Hono> {
  const ledgerUrl = `http://${reachable(config.host)}:${config.port}`;
  connectShop(meta, demo, ledgerUrl);
  const { dataFolder } = config;
  return createShop({ demo, meta, codeSecret, dataFolder, ledgerUrl, origins: shopOrigins(config) });
}

try {
  await start();
} catch (error) {
  say(`could not start: ${(error as Error).message}`);
  process.exitCode = 3;
}
