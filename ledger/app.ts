// `optmark/ledger`: the ledger's routes as one Hono app, for a server of your own. `optmark serve` runs the
// same app.

import type { Env, Hono } from 'hono';
import { compose } from './compose/ledger.ts';
import { readConfig } from './config.ts';
import { consoleFolder } from './http/console/page.ts';
import { personFolder } from './http/person/script.ts';
import { createApi } from './http/server/api.ts';
import { keepWidget } from './http/widget/kept-releases.ts';
import { widgetFolder } from './http/widget/widget-build.ts';
import { createLogger } from './telemetry/logger.ts';

export type OpenLedger = {
  /** Every route: `app.fetch` answers them, and `yours.route('/', app)` puts them beside your own. */
  app: Hono<Env>;
  /** Finishes what was accepted, then lets go of the database. */
  close(): Promise<void>;
};

/**
 * Opens the ledger of these settings, and makes its database and keys where there are none.
 * @param settings as `optmark serve --help` lists them, default the environment; `HOST` and `PORT` say where
 * yours listens
 */
export async function openLedger(settings?: Record<string, string | undefined>): Promise<OpenLedger> {
  const config = readConfig(settings);
  const logger = createLogger({ level: config.logLevel });
  const composed = await compose(config, (message) => logger.info(message));
  composed.logTo(logger);
  const { ledger, metrics } = composed;
  const { trustedProxies } = config;
  const widget = await keepWidget(ledger, widgetFolder, (message) => logger.warn(message));
  const app = createApi(ledger, {
    ...{ widget, personFolder, consoleFolder, metrics, trustedProxies, logger },
  });
  composed.startWorkers(logger);
  return { app, close: () => composed.close() };
}
